package org.latentlab.runner.output;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import org.latentlab.runner.ExitCodes;
import org.latentlab.runner.RunnerException;

/**
 * Where a run's results go. They are first written into a hidden folder within it and moved out of there when they are
 * whole, so that nothing half-written is ever seen.
 */
public final class OutputDirectory implements AutoCloseable {

    private final Path m_directory;

    private final Path m_staging;

    /** The topmost directory that was made for this run, or null. */
    private final Path m_created;

    private OutputDirectory(final Path directory, final Path staging, final Path created) {
        m_directory = directory;
        m_staging = staging;
        m_created = created;
    }

    /**
     * Makes the directory if need be and sees whether it can be written to.
     *
     * @param directory where the results are to go
     * @param workflow the workflow's directory, which stays as it is
     * @return the directory, ready
     * @throws RunnerException if it cannot be made or written to, or is part of the workflow
     */
    public static OutputDirectory open(final Path directory, final Path workflow) throws RunnerException {
        final Path target = directory.toAbsolutePath().normalize();
        if (target.startsWith(workflow.toAbsolutePath().normalize())) {
            throw new RunnerException(ExitCodes.USAGE, "The output directory " + directory + " is in the workflow "
                + workflow + ", which is not to be changed. Give another directory to --out.");
        }
        Path created = null;
        for (Path p = target; p != null && !Files.exists(p); p = p.getParent()) {
            created = p;
        }
        try {
            Files.createDirectories(target);
            return new OutputDirectory(target, Files.createTempDirectory(target, ".latentlab-"), created);
        } catch (IOException e) {
            throw new RunnerException(ExitCodes.USAGE, "The output directory " + directory
                + " cannot be written to (" + Reasons.of(e) + "). Give another directory to --out.", e);
        }
    }

    /** @return the directory */
    public Path directory() {
        return m_directory;
    }

    /**
     * @param name the name of a file or folder
     * @return where to write it for now
     */
    Path staged(final String name) {
        return m_staging.resolve(name);
    }

    /**
     * Moves what was written to where it belongs, in the place of what an earlier run left there.
     *
     * @param names files and folders that are written
     * @return where they are now
     * @throws IOException if one cannot be moved; the message names it
     */
    public List<Path> publish(final List<String> names) throws IOException {
        final List<Path> published = new ArrayList<>();
        for (String name : names) {
            final Path from = m_staging.resolve(name);
            final Path to = m_directory.resolve(name);
            try {
                if (Files.isDirectory(to)) {
                    delete(Files.move(to, m_staging.resolve(name + ".old")));
                }
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new IOException("The file " + to + " cannot be written: " + Reasons.of(e), e);
            }
            published.add(to);
        }
        return published;
    }

    /** Removes what was not published, and the directory if it was made for this run and is empty. */
    @Override
    public void close() throws IOException {
        delete(m_staging);
        if (m_created != null) {
            for (Path p = m_directory; p.startsWith(m_created); p = p.getParent()) {
                try (var content = Files.list(p)) {
                    if (content.findAny().isPresent()) {
                        return;
                    }
                }
                Files.delete(p);
            }
        }
    }

    /**
     * @param directory a directory, or nothing
     * @throws IOException if something in it cannot be deleted
     */
    public static void delete(final Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes)
                throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(final Path dir, final IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
