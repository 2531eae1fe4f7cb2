package org.latentlab.engine.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageResize;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Reads image data sets from directories:
 * <ul>
 * <li>IDX: the files of MNIST and Fashion-MNIST, e.g. {@code train-images-idx3-ubyte.gz}, with '-' or '.' before
 * {@code idx}, plain or gzip; in the directory or in its sub-folder {@code raw};</li>
 * <li>CIFAR-10, binary version: {@code data_batch_1.bin} … {@code data_batch_5.bin}, {@code test_batch.bin}; in the
 * directory or in its sub-folder {@code cifar-10-batches-bin};</li>
 * <li>image folder: PNG and JPEG files in one sub-folder per class, or in {@code train/<class>} and
 * {@code test/<class>}; or, unlabelled, in the directory itself.</li>
 * </ul>
 * A row limit draws with the seed, each class in proportion ({@link StratifiedSample}).
 */
public final class DatasetReader {

    /** Rows of the synthetic digits where no limit is given: as many as MNIST has. */
    private static final int SYNTHETIC_TRAIN = 60_000;
    private static final int SYNTHETIC_TEST = 10_000;

    private DatasetReader() {
    }

    /**
     * @param request what to read
     * @param progress told how far it is, and asked whether to stop
     * @return the data; where an image folder holds files that cannot be read, they are listed as broken
     * @throws EngineException if the directory or a file is missing, of another format, cut off, or not as announced;
     *             the message names the file and says what was found
     */
    public static ImageDataset read(final DatasetRequest request, final Progress progress) {
        final ImageDataset data = switch (formatOf(request)) {
            case AUTO -> throw new IllegalStateException("The format was to be found out.");
            case SYNTHETIC_DIGITS -> synthetic(request, progress);
            case IDX -> IdxReader.read(request, progress);
            case CIFAR10 -> Cifar10Reader.read(request, progress);
            case IMAGE_FOLDER -> ImageFolderReader.read(request, progress);
        };
        if (request.resizeTo() == null || request.resizeTo().equals(data.images().shape())) {
            return data;
        }
        return new ImageDataset(data.name(), ImageResize.resize(data.images(), request.resizeTo()), data.labels(),
            data.classNames(), data.rowNames(), data.factors(), data.broken());
    }

    /**
     * Finds out how the data of a request are stored, without reading them.
     *
     * @param request what is to be read
     * @return its format; what AUTO turned out to be
     * @throws EngineException if the directory is missing or holds no format known
     */
    public static DatasetFormat formatOf(final DatasetRequest request) {
        final Path directory = request.directory();
        if (request.format() == DatasetFormat.SYNTHETIC_DIGITS || directory == null) {
            return DatasetFormat.SYNTHETIC_DIGITS;
        }
        if (!Files.isDirectory(directory)) {
            throw new EngineException(Files.exists(directory)
                ? "'" + directory + "' is a file. Choose the directory that holds the data set."
                : "There is no directory '" + directory + "'. Choose the directory that holds the data set.");
        }
        if (request.format() != DatasetFormat.AUTO) {
            return request.format();
        }
        if (IdxReader.isIdx(directory)) {
            return DatasetFormat.IDX;
        }
        if (Cifar10Reader.isCifar10(directory)) {
            return DatasetFormat.CIFAR10;
        }
        if (ImageFolderReader.isImageFolder(directory)) {
            return DatasetFormat.IMAGE_FOLDER;
        }
        throw new EngineException("'" + directory + "' holds no data set that is known: " + contents(directory)
            + ". Expected are IDX files (train-images-idx3-ubyte.gz …), the binary files of CIFAR-10 "
            + "(data_batch_1.bin …), or PNG and JPEG files in a folder per class.");
    }

    /** A few of the names in a directory, for messages. */
    static String contents(final Path directory) {
        final List<String> names = list(directory).stream().map(p -> p.getFileName().toString()).toList();
        if (names.isEmpty()) {
            return "it is empty";
        }
        return "it holds " + names.stream().limit(4).map(n -> "'" + n + "'").collect(Collectors.joining(", "))
            + (names.size() > 4 ? " and " + (names.size() - 4) + " more" : "");
    }

    /** What is in a directory, hidden files left out, by name. */
    static List<Path> list(final Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> !name(f).startsWith(".") && !name(f).equals("__MACOSX"))
                .sorted((a, b) -> name(a).compareTo(name(b))).toList();
        } catch (IOException e) {
            throw new EngineException("The directory '" + directory + "' cannot be read: " + reason(e), e);
        }
    }

    /** The last part of a path, without the '/' that a zip file system leaves on directories. */
    static String name(final Path path) {
        final String name = String.valueOf(path.getFileName());
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /** What an IOException is about, as a sentence; the file itself is named by the caller. */
    static String reason(final IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "access is denied.";
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "it does not exist.";
        }
        final String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    private static ImageDataset synthetic(final DatasetRequest request, final Progress progress) {
        final int limit = request.limit();
        final StandIn kind = request.format() == DatasetFormat.AUTO ? request.standIn() : StandIn.DIGITS;
        // Test digits come from a seed of their own: no test image is a training image.
        final long testSeed = Rng.stream(request.seed(), "test digits").nextLong();
        return switch (request.split()) {
            case TRAIN -> kind.draw(limit == 0 ? SYNTHETIC_TRAIN : limit, request.seed(), progress);
            case TEST -> kind.draw(limit == 0 ? SYNTHETIC_TEST : limit, testSeed, progress);
            case ALL -> kind.draw(limit == 0 ? SYNTHETIC_TRAIN + SYNTHETIC_TEST : limit, request.seed(), progress);
        };
    }
}
