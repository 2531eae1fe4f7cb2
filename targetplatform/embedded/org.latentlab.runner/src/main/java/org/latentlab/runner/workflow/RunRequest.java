package org.latentlab.runner.workflow;

import java.nio.file.Path;
import java.util.List;

import org.latentlab.runner.settings.NodeOption;
import org.latentlab.runner.settings.WorkflowVariable;

/**
 * What to run and how.
 *
 * @param directory the workflow's directory; it is not changed
 * @param variables values of workflow variables, in the place of those that the workflow declares
 * @param options settings of single nodes
 * @param out where the results of unconnected output ports go; null to write none
 * @param jobs most nodes to run at a time, at least 1
 * @param reset whether nodes that were saved as executed are to be executed again (they are in any case; not asked for,
 *            it is said)
 */
public record RunRequest(Path directory, List<WorkflowVariable> variables, List<NodeOption> options, Path out,
    int jobs, boolean reset) {

    /** Checks and copies. */
    public RunRequest {
        variables = List.copyOf(variables);
        options = List.copyOf(options);
        if (jobs < 1) {
            throw new IllegalArgumentException("At least one node has to run at a time, not " + jobs);
        }
    }

    /**
     * @param directory the workflow's directory
     * @return a request to run it as it is, two nodes at a time, writing nothing
     */
    public static RunRequest of(final Path directory) {
        return new RunRequest(directory, List.of(), List.of(), null, 2, false);
    }
}
