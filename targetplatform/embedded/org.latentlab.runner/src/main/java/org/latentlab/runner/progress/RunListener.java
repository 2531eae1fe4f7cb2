package org.latentlab.runner.progress;

/** Told how a run goes, from any thread. */
public interface RunListener extends AutoCloseable {

    /** @param node the node that starts */
    void started(NodeLabel node);

    /**
     * Called as often as the node pleases, so it must be quick.
     *
     * @param node a running node
     * @param fraction how much of it is done, in [0, 1]; NaN if the node does not say
     * @param message what it is doing; null if it does not say
     */
    void progress(NodeLabel node, double fraction, String message);

    /** @param result what became of a node, started or not */
    void finished(NodeResult result);

    /** @param line something to know, for a line of its own */
    void notice(String line);

    /** Ends the display. */
    @Override
    void close();
}
