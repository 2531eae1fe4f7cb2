package org.latentlab.nodes.table;

/**
 * A row that could not be used, and why.
 *
 * @param rowKey the key of the row
 * @param reason what is wrong, in a few words, e.g. "missing" or "truncated PNG"
 */
public record RowProblem(String rowKey, String reason) {

    @Override
    public String toString() {
        return rowKey + ": " + reason;
    }
}
