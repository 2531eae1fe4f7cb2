package org.latentlab.runner.progress;

/**
 * How a node of a workflow is called in what the analyst reads.
 *
 * @param id the node's number in the workflow
 * @param name the node's name, e.g. "Train VAE"
 */
public record NodeLabel(int id, String name) {

    /** @return e.g. "Train VAE (#3)" */
    @Override
    public String toString() {
        return name + " (#" + id + ")";
    }

    /** @return e.g. "Node 'Train VAE' (#3)", for a sentence */
    public String quoted() {
        return "Node '" + name + "' (#" + id + ")";
    }
}
