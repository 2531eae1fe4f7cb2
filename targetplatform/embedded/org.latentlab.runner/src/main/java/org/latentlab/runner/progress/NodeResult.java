package org.latentlab.runner.progress;

/**
 * What became of a node.
 *
 * @param node the node
 * @param status how it ended
 * @param rows rows of its first output table; −1 if it has none or did not finish
 * @param seconds how long it ran; 0 if it did not
 * @param message the node's warning, or why it failed or was skipped; empty if there is nothing to say
 */
public record NodeResult(NodeLabel node, Status status, long rows, double seconds, String message) {

    /** How a node ended. */
    public enum Status {
            /** Done, perhaps with a warning. */
            EXECUTED("executed"),
            /** It ended with an error. */
            FAILED("failed"),
            /** Not started, because a node before it failed. */
            SKIPPED("skipped"),
            /** Stopped, or not started, because the run was cancelled. */
            CANCELED("cancelled");

        private final String m_text;

        Status(final String text) {
            m_text = text;
        }

        /** @return the word that the summary shows */
        @Override
        public String toString() {
            return m_text;
        }
    }

    /** Fills in an empty message. */
    public NodeResult {
        message = message == null ? "" : message;
    }
}
