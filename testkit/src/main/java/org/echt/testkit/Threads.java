package org.echt.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Work done by many threads that start together. */
public final class Threads {
    private Threads() {}

    /** Runs {@code work} 0 to {@code count - 1} at once, each in a virtual thread; answers in order. */
    public static <T> List<T> together(int count, IntFunction<T> work) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(count);
        var futures = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int n = i;
                Callable<T> task = () -> {
                    ready.countDown();
                    ready.await();
                    return work.apply(n);
                };
                futures.add(threads.submit(task));
            }
        }
        var answers = new ArrayList<T>();
        for (var future : futures) {
            answers.add(future.get());
        }
        return answers;
    }
}
