package org.latentlab.runner.nodes;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;

/** What the test nodes do beside their work, set by a test. */
public final class TestHooks {

    /** Called by each node when it executes. */
    @FunctionalInterface
    public interface Hook {
        /**
         * @param label the node's label parameter
         * @param exec the node's context
         */
        void executed(String label, ExecutionContext exec) throws CanceledExecutionException, KNIMEException;
    }

    /** Does nothing. */
    public static final Hook NONE = (label, exec) -> {
        // nothing
    };

    private static volatile Hook hook = NONE;

    private TestHooks() {
    }

    /** @param newHook what the nodes call from now on */
    public static void set(final Hook newHook) {
        hook = newHook;
    }

    static void call(final String label, final ExecutionContext exec)
        throws CanceledExecutionException, KNIMEException {
        hook.executed(label, exec);
    }
}
