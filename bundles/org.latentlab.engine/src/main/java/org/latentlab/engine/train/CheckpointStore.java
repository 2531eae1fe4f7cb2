package org.latentlab.engine.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.archive.ModelArchive;
import org.latentlab.engine.archive.Tensor;
import org.latentlab.engine.backend.BackendInfo;

/**
 * The checkpoints of one training: files "epoch-0000012.checkpoint" in a directory, each a {@link ModelArchive}. A file
 * appears under its name when it is whole and on the disk, so a process that is killed leaves the checkpoints before it
 * as they were. While it is open, no other training can use the directory.
 */
public final class CheckpointStore implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("epoch-(\\d{7})\\.checkpoint");

    /** Unfinished files of {@link ModelArchive}. */
    private static final String TEMPORARY = ".latentlab-*.tmp";

    private static final String LOCK = ".latentlab-checkpoints.lock";

    private final Path m_directory;

    private final int m_keep;

    private final FileChannel m_lock;

    private boolean m_othersAreForeign;

    private CheckpointStore(final CheckpointConfig config, final FileChannel lock) {
        m_directory = config.directory();
        m_keep = config.keep();
        m_lock = lock;
        m_othersAreForeign = true;
    }

    /**
     * Opens a directory, which is made if it does not exist, and removes what a killed process left half-written.
     *
     * @param config which directory, and how many checkpoints to keep
     * @return its checkpoints
     * @throws EngineException if it cannot be made or written to, or another training uses it
     */
    public static CheckpointStore open(final CheckpointConfig config) {
        final Path directory = config.directory();
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, directory);
            final CheckpointStore store = new CheckpointStore(config, channel);
            store.removeUnfinished();
            channel = null;
            return store;
        } catch (IOException e) {
            throw new EngineException("Checkpoints cannot be written to '" + directory + "': " + reason(e)
                + ". Choose another directory.", e);
        } finally {
            close(channel);
        }
    }

    private static String reason(final IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access to '" + e.getMessage() + "' is denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "'" + e.getMessage() + "' is a file, no directory";
        }
        final String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason()
            : String.valueOf(e.getMessage());
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static void lock(final FileChannel channel, final Path directory) {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // a training of this process
        } catch (IOException e) {
            // file systems over a network may have no locks; then nobody looks after it
            return;
        }
        if (lock == null) {
            throw new EngineException("Another training writes its checkpoints to '" + directory
                + "'. Choose another directory, or wait for its end.");
        }
    }

    private static void close(final FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(m_directory, TEMPORARY)) {
            for (final Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Reads one checkpoint. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param file the file
         * @return what it holds
         * @throws IOException if it is damaged
         */
        T read(Path file) throws IOException;
    }

    /**
     * What was found in a directory.
     *
     * @param <T> what a checkpoint holds
     * @param state the newest checkpoint that can be read
     * @param file its file
     * @param notices for each newer one, why it cannot be read
     */
    public record Found<T>(T state, Path file, List<String> notices) {

        /**
         * @param earlier what became of the training when it was resumed before
         * @param then the backend that the checkpoint was made with
         * @param now the backend in use
         * @return the notices of a training that goes on from this, with the earlier ones
         */
        public List<String> resumptions(final List<String> earlier, final BackendInfo then, final BackendInfo now) {
            final List<String> resumptions = new ArrayList<>(earlier);
            resumptions.addAll(notices);
            if (!then.summary().equals(now.summary())) {
                resumptions.add("The training began on " + then.summary() + " and went on on " + now.summary()
                    + ", so its last bits are not those of a training on one of them.");
            }
            return resumptions;
        }
    }

    /**
     * Looks for the newest checkpoint to go on from. Checkpoints that are written from now on are taken to be of the
     * same training.
     *
     * @param <T> what a checkpoint holds
     * @param reader reads one
     * @return the newest that can be read; null if there are no checkpoints
     * @throws EngineException if there are some but none can be read
     */
    public <T> Found<T> newest(final Reader<T> reader) {
        final List<Path> files;
        try {
            files = files();
        } catch (IOException e) {
            throw new EngineException("The directory '" + m_directory + "' cannot be read: " + e.getMessage(), e);
        }
        final List<String> notices = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        for (final Path file : files) {
            try {
                final T state = reader.read(file);
                m_othersAreForeign = false;
                return new Found<>(state, file, List.copyOf(notices));
            } catch (IOException | EngineException e) {
                problems.add(e.getMessage());
                notices.add("The checkpoint " + file.getFileName() + " cannot be used, so the training went on from "
                    + "the one before it: " + e.getMessage());
            }
        }
        if (notices.isEmpty()) {
            return null;
        }
        throw new EngineException("None of the checkpoints in '" + m_directory + "' can be read. Choose another "
            + "directory, or do not resume, to begin anew. The newest: " + problems.get(0));
    }

    /**
     * Writes a checkpoint and deletes those that are no longer to be kept: all but the newest, any of a later epoch,
     * and with the first checkpoint of a training that was not resumed all others.
     *
     * @param epoch its epoch, 1…1,000,000
     * @param kind kind of the archive
     * @param manifest as {@link ModelArchive#write} takes it
     * @param tensors likewise
     * @throws IOException if it cannot be written; the older ones are as they were
     */
    public void write(final int epoch, final String kind, final Map<String, Object> manifest,
        final List<Tensor> tensors) throws IOException {
        final Path file = m_directory.resolve(String.format(Locale.ROOT, "epoch-%07d.checkpoint", epoch));
        ModelArchive.write(file, kind, manifest, tensors);
        syncDirectory();
        int kept = 0;
        for (final Path other : files()) {
            final boolean own = other.getFileName().equals(file.getFileName());
            final boolean keep = own || !m_othersAreForeign && EPOCH.applyAsInt(other) < epoch && kept < m_keep;
            kept += keep ? 1 : 0;
            if (!keep) {
                Files.deleteIfExists(other);
            }
        }
        m_othersAreForeign = false;
    }

    /** The new name is to be on the disk before older files go. */
    private void syncDirectory() {
        try (FileChannel directory = FileChannel.open(m_directory, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            // Windows does not open directories; it keeps the order of such changes by itself
        }
    }

    private static final ToIntFunction<Path> EPOCH = file -> {
        final Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    };

    /** @return the checkpoints, newest first */
    private List<Path> files() throws IOException {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(m_directory,
            file -> EPOCH.applyAsInt(file) >= 0)) {
            all.forEach(files::add);
        }
        files.sort(Comparator.comparingInt(EPOCH).reversed());
        return files;
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        close(m_lock);
    }
}
