package org.latentlab.platform.core;

import java.nio.file.Path;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeProgressMonitor;

/** Makes the execution contexts with which nodes run. */
public final class ExecutionContexts {

    private ExecutionContexts() {
    }

    /**
     * @param fileStoreDirectory where the run's file stores go; made when the first is
     * @param monitor takes the progress and says whether the run is canceled
     * @return a context for one run of one node
     */
    public static ExecutionContext create(final Path fileStoreDirectory, final NodeProgressMonitor monitor) {
        return Internals.context(monitor, new FileStores(fileStoreDirectory));
    }
}
