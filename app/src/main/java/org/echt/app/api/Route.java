package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import org.echt.core.access.Right;

/**
 * One address and what it takes to be let in; there is no other way to add one.
 *
 * @param method HTTP method
 * @param path below {@link Api#ROOT}, with parameters as {@code {id}}
 * @param right what the caller needs
 * @param cost how many requests it counts for: what reads the whole build record counts for many
 * @param task what is done
 */
record Route(Method method, String path, Right right, int cost, Task task) {
    Route(Method method, String path, Right right, Task task) {
        this(method, path, right, 1, task);
    }

    /** Answers a call that was let in. */
    interface Task {
        Answer answer(Call call) throws IOException;
    }

    /** As it is written in docs/api.md. */
    String name() {
        return method.text() + " " + Api.ROOT + path;
    }
}
