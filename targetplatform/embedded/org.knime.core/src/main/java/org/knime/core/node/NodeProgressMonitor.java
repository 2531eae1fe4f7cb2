package org.knime.core.node;

import java.util.function.Supplier;

/** Where a running node says how far it is, and asks whether it should stop. */
public interface NodeProgressMonitor {

    /** @throws CanceledExecutionException if the analyst canceled the node */
    void checkCanceled() throws CanceledExecutionException;

    void setProgress(double progress);

    /** @return the progress in [0, 1], null where none was reported */
    Double getProgress();

    void setProgress(double progress, String message);

    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    void setMessage(String message);

    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    /** Sets the message alone. */
    void setProgress(String message);

    String getMessage();

    void setExecuteCanceled();

    void reset();
}
