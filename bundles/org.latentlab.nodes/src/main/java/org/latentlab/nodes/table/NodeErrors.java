package org.latentlab.nodes.table;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.latentlab.engine.EngineException;

/** Turns what the engine throws into what KNIME shows: the same message where it was written for the analyst. */
public final class NodeErrors {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(NodeErrors.class);

    private NodeErrors() {
    }

    /** The body of a node's execution, which may fail in any way. */
    @FunctionalInterface
    public interface Body {

        /** @throws Exception of any kind; see {@link NodeErrors#run} for what becomes of it */
        void run() throws Exception;
    }

    /**
     * Runs the body of a node's execution.
     *
     * @param node the node's name, for the message of an unexpected failure
     * @param body what to run
     * @throws CanceledExecutionException if it was cancelled
     * @throws KNIMEException with the message of an {@link EngineException}, {@link IllegalArgumentException},
     *             {@link IOException} or {@link InvalidSettingsException}; with a plain sentence for anything else,
     *             whose cause is in the log
     */
    public static void run(final String node, final Body body) throws CanceledExecutionException, KNIMEException {
        try {
            body.run();
        } catch (CanceledExecutionException | KNIMEException e) {
            throw e;
        } catch (CancellationException e) {
            throw cancelled(e);
        } catch (EngineException | IllegalArgumentException | IOException | InvalidSettingsException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw unexpected(node, e);
            }
            throw new KNIMEException(e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new KNIMEException(node + " ran out of memory (" + e.getMessage() + "). Give KNIME more memory "
                + "(-Xmx in knime.ini), or use fewer rows, smaller images or a smaller batch.", e);
        } catch (Exception | LinkageError e) {
            throw unexpected(node, e);
        }
    }

    /**
     * @param e the engine's way of saying it
     * @return KNIME's
     */
    public static CanceledExecutionException cancelled(final CancellationException e) {
        final CanceledExecutionException cancelled = new CanceledExecutionException();
        cancelled.initCause(e);
        return cancelled;
    }

    private static KNIMEException unexpected(final String node, final Throwable e) {
        LOGGER.error(node + " failed unexpectedly.", e);
        final String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new KNIMEException(node + " failed unexpectedly (" + e.getClass().getSimpleName() + detail
            + "). This is an error of LatentLab, not of the data; the log holds its trace.", e);
    }
}
