package org.latentlab.platform.core;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The directory of the workflow whose node the current thread runs; threads that it starts inherit it. */
public final class WorkflowDirectory {

    /** Ends with the directory that was current before. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    private static final String HOST = "knime.workflow";

    private static final ThreadLocal<Path> CURRENT = new InheritableThreadLocal<>();

    private WorkflowDirectory() {
    }

    /** Makes a directory current until the scope is closed. */
    public static Scope enter(final Path directory) {
        final var before = CURRENT.get();
        CURRENT.set(directory);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /**
     * @param uri "knime://knime.workflow/…"
     * @return the file in the current directory
     * @throws IOException if no workflow is running or the address is of another kind
     */
    public static Path resolve(final URI uri) throws IOException {
        final var path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+", "");
        if (!HOST.equals(uri.getHost()) && !HOST.equals(uri.getAuthority())) {
            throw new IOException("'" + uri + "' cannot be resolved without a KNIME; give a path, or an address that"
                + " begins with knime://" + HOST + "/ for a file in the workflow.");
        }
        final var directory = CURRENT.get();
        if (directory == null) {
            throw new IOException("'" + uri + "' is a file in a workflow, but no workflow is running.");
        }
        return directory.resolve(path).normalize();
    }
}
