package org.echt.core.recall;

/** Told how far a preview is. Called by the thread that makes it. */
@FunctionalInterface
public interface PreviewWatcher {
    /** Takes note. False ends the preview, which then leaves nothing behind. */
    boolean saw(PreviewEvent event);
}
