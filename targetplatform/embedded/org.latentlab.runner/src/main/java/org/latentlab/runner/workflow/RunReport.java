package org.latentlab.runner.workflow;

import java.nio.file.Path;
import java.util.List;

import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.progress.NodeResult;
import org.latentlab.runner.progress.NodeResult.Status;

/**
 * How a run ended.
 *
 * @param results what became of each node, in the order of execution
 * @param written the files and folders that were written
 * @param canceled whether the run was cancelled
 */
public record RunReport(List<NodeResult> results, List<Path> written, boolean canceled) {

    /** @return 0 if every node was executed, else 4 */
    public int exitCode() {
        return results.stream().allMatch(r -> r.status() == Status.EXECUTED) ? ExitCodes.OK : ExitCodes.EXECUTE;
    }
}
