package org.echt.app.answer;

import java.time.Instant;
import java.util.List;
import org.echt.core.notice.Action;
import org.echt.core.notice.Notice;
import org.echt.core.product.Product;
import org.echt.core.recall.Revision;

/**
 * One version of a notice as the public may read it, now or later: every version keeps its address.
 *
 * @param id id of the recall
 * @param revision the version
 * @param inForce number of the version in force; the same as the revision's for the one in force
 * @param products products it may concern
 * @param since when its first version was published
 * @param action what owners are told to do now: CHECK where a STOP_USE of one person alone has lapsed
 */
public record PublishedNotice(
        String id, Revision revision, int inForce, List<Product> products, Instant since, Action action) {
    public PublishedNotice {
        products = List.copyOf(products);
    }

    public int version() {
        return revision.version();
    }

    public Notice notice() {
        return revision.content().notice();
    }

    public boolean isInForce() {
        return inForce == revision.version();
    }

    public boolean isWithdrawn() {
        return revision.state() == Revision.State.WITHDRAWN;
    }

    public boolean isClosed() {
        return revision.state() == Revision.State.CLOSED;
    }

    public boolean hasLapsed() {
        return action != notice().action();
    }
}
