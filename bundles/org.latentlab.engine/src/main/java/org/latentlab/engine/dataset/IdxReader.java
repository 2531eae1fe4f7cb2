package org.latentlab.engine.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * The IDX format (LeCun, Cortes and Burges, "The MNIST database of handwritten digits"): a magic number 00 00 08 d,
 * d big-endian 32 bit extents, then unsigned bytes. Images have d = 3 (count, height, width), labels d = 1.
 */
final class IdxReader {

    private static final int IMAGES_MAGIC = 0x00000803;
    private static final int LABELS_MAGIC = 0x00000801;

    /** Deflate cannot shrink further than this. */
    private static final long MAX_RATIO = 1032;

    private static final Pattern IMAGES =
        Pattern.compile("(?<stem>.*(?<split>train|t10k|test))-images[-.]idx3-ubyte(\\.gz)?", Pattern.CASE_INSENSITIVE);

    private static final List<String> FASHION = List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
        "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /**
     * One pair of files.
     *
     * @param images the file of images
     * @param labels the file of labels
     */
    private record Pair(Path images, Path labels) {
    }

    private IdxReader() {
    }

    static boolean isIdx(final Path directory) {
        return DatasetReader.list(home(directory)).stream().anyMatch(IdxReader::isImages);
    }

    private static boolean isImages(final Path file) {
        return IMAGES.matcher(DatasetReader.name(file)).matches();
    }

    /** The directory itself, or "raw" within it where the images are there. */
    private static Path home(final Path directory) {
        final Path raw = directory.resolve("raw");
        final boolean here = DatasetReader.list(directory).stream().anyMatch(IdxReader::isImages);
        return !here && Files.isDirectory(raw) ? raw : directory;
    }

    static ImageDataset read(final DatasetRequest request, final Progress progress) {
        final List<Pair> pairs = new ArrayList<>();
        if (request.split() != Split.TEST) {
            pairs.add(find(request.directory(), true));
        }
        if (request.split() != Split.TRAIN) {
            pairs.add(find(request.directory(), false));
        }
        final List<byte[]> labelFiles = new ArrayList<>();
        for (final Pair pair : pairs) {
            labelFiles.add(readLabels(pair.labels()));
        }
        final int[] labels = concatenate(labelFiles);
        final int[] rows = StratifiedSample.rows(labels, labels.length, request.limit(), request.seed());
        final Images images = readImages(pairs, labelFiles, rows, progress);
        final int[] chosen = IntStream.of(rows).map(row -> labels[row]).toArray();
        final boolean fashion = isFashion(request.directory());
        final int classes = IntStream.of(labels).max().orElse(0) + 1;
        final List<String> names = fashion && classes <= FASHION.size() ? FASHION
            : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return new ImageDataset(fashion ? "Fashion-MNIST" : DatasetReader.name(request.directory()), images, chosen,
            names, null, new TreeMap<>(), List.of());
    }

    /** The files are the same in kind: class names can be told from the name of the directory or its parent only. */
    private static boolean isFashion(final Path directory) {
        final Path path = directory.toAbsolutePath().normalize();
        final Path parent = path.getParent();
        return (DatasetReader.name(path) + (parent == null ? "" : DatasetReader.name(parent)))
            .toLowerCase(Locale.ROOT).contains("fashion");
    }

    private static int[] concatenate(final List<byte[]> files) {
        final int[] all = new int[files.stream().mapToInt(f -> f.length).sum()];
        int to = 0;
        for (final byte[] file : files) {
            for (final byte label : file) {
                all[to++] = label & 0xff;
            }
        }
        return all;
    }

    private static Pair find(final Path directory, final boolean train) {
        final Path home = home(directory);
        Path images = null;
        String stem = null;
        for (final Path file : DatasetReader.list(home)) {
            final Matcher matcher = IMAGES.matcher(DatasetReader.name(file));
            if (!matcher.matches() || matcher.group("split").equalsIgnoreCase("train") != train) {
                continue;
            }
            if (images != null && !matcher.group("stem").equals(stem)) {
                throw new EngineException("'" + home + "' holds more than one set of " + (train ? "training" : "test")
                    + " images: '" + images.getFileName() + "' and '" + file.getFileName()
                    + "'. Put each data set into a directory of its own.");
            }
            // Of a plain file and its gzip, the plain one comes first by name.
            if (images == null) {
                images = file;
                stem = matcher.group("stem");
            }
        }
        if (images == null) {
            throw new EngineException("'" + home + "' has no " + (train ? "training" : "test")
                + " images: a file named " + (train ? "train" : "t10k") + "-images-idx3-ubyte, plain or with .gz, is "
                + "expected, but " + DatasetReader.contents(home) + ".");
        }
        final Pattern labels = Pattern.compile(Pattern.quote(stem) + "-labels[-.]idx1-ubyte(\\.gz)?",
            Pattern.CASE_INSENSITIVE);
        for (final Path file : DatasetReader.list(home)) {
            if (labels.matcher(DatasetReader.name(file)).matches()) {
                return new Pair(images, file);
            }
        }
        throw new EngineException("'" + images + "' has no labels beside it: '" + stem
            + "-labels-idx1-ubyte', plain or with .gz, is expected in the same directory.");
    }

    private static byte[] readLabels(final Path file) {
        try (DataInputStream in = open(file)) {
            checkMagic(in, file, LABELS_MAGIC, "labels");
            final int count = extent(in, file);
            final byte[] labels = in.readNBytes(count);
            if (labels.length < count) {
                throw cutOff(file, labels.length, count, "labels");
            }
            checkEnd(in, file);
            return labels;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Images readImages(final List<Pair> pairs, final List<byte[]> labels, final int[] rows,
        final Progress progress) {
        ImageShape shape = null;
        byte[] pixels = null;
        int first = 0;
        int next = 0;
        for (int p = 0; p < pairs.size(); p++) {
            final Path file = pairs.get(p).images();
            final int count = labels.get(p).length;
            try (DataInputStream in = open(file)) {
                final ImageShape found = header(in, pairs.get(p), count);
                if (shape != null && !shape.equals(found)) {
                    throw new EngineException("The images in '" + file + "' are " + found + ", but those in '"
                        + pairs.get(0).images() + "' are " + shape + ".");
                }
                shape = found;
                pixels = pixels == null ? allocate(rows.length, shape, file) : pixels;
                next = readRows(in, file, rows, next, first, count, shape.values(), pixels, progress);
                checkEnd(in, file);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            first += count;
        }
        return Images.ofBytes(shape, pixels);
    }

    private static ImageShape header(final DataInputStream in, final Pair pair, final int labels)
        throws IOException {
        final Path file = pair.images();
        checkMagic(in, file, IMAGES_MAGIC, "images");
        final int count = extent(in, file);
        if (count != labels) {
            throw new EngineException(String.format(Locale.ROOT,
                "'%s' holds %,d images, but '%s' holds %,d labels. The two files "
                + "do not belong together.", file, count, pair.labels().getFileName(), labels));
        }
        if (count == 0) {
            throw new EngineException("'" + file + "' holds no images: its header says 0.");
        }
        final int height = extent(in, file);
        final int width = extent(in, file);
        if (height == 0 || width == 0) {
            throw new EngineException("'" + file + "' says its images are " + height + "×" + width + " pixels.");
        }
        final boolean gzip = isGzip(file);
        final double expected = 16 + (double)count * height * width;
        final long size = Files.size(file);
        if (expected > (double)size * (gzip ? MAX_RATIO : 1)) {
            throw new EngineException(String.format(Locale.ROOT,
                "'%s' is cut off or damaged: its header announces %,d images of "
                + "%d×%d pixels (%,.0f bytes), but the file has %,d bytes%s.", file, count, height, width, expected,
                size, gzip ? " compressed" : ""));
        }
        return ImageShape.gray(height, width);
    }

    private static byte[] allocate(final int rows, final ImageShape shape, final Path file) {
        if ((long)rows * shape.values() > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT,
                "%,d images of %s from '%s' are more than can be held. Set a row "
                + "limit of at most %,d.", rows, shape, file, (Integer.MAX_VALUE - 8) / shape.values()));
        }
        return new byte[rows * shape.values()];
    }

    private static int readRows(final DataInputStream in, final Path file, final int[] rows, final int from,
        final int first, final int count, final int values, final byte[] pixels, final Progress progress)
        throws IOException {
        final byte[] skipped = new byte[values];
        int next = from;
        for (int i = 0; i < count; i++) {
            if (i % 4096 == 0) {
                progress.checkCanceled();
                progress.update((double)i / count,
                    String.format(Locale.ROOT, "Reading %s: %,d of %,d", file.getFileName(), i, count));
            }
            final boolean wanted = next < rows.length && rows[next] == first + i;
            final int n = in.readNBytes(wanted ? pixels : skipped, wanted ? next * values : 0, values);
            if (n < values) {
                throw cutOff(file, i, count, "images");
            }
            next += wanted ? 1 : 0;
        }
        return next;
    }

    private static DataInputStream open(final Path file) throws IOException {
        final InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new DataInputStream(isGzip(file)
                ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean isGzip(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static void checkMagic(final DataInputStream in, final Path file, final int expected, final String what)
        throws IOException {
        final int magic = in.readInt();
        if (magic != expected) {
            throw new EngineException(String.format(Locale.ROOT,
                "'%s' is no IDX file of %s: it begins with %08x, where %08x is "
                + "expected.", file, what, magic, expected));
        }
    }

    private static int extent(final DataInputStream in, final Path file) throws IOException {
        final int extent = in.readInt();
        if (extent < 0) {
            throw new EngineException("'" + file + "' is damaged: its header has an extent of "
                + Integer.toUnsignedString(extent) + ".");
        }
        return extent;
    }

    private static void checkEnd(final DataInputStream in, final Path file) throws IOException {
        if (in.read() >= 0) {
            throw new EngineException("'" + file + "' holds more data than its header announces.");
        }
    }

    private static EngineException cutOff(final Path file, final int found, final int expected, final String what) {
        return new EngineException(String.format(Locale.ROOT,
            "'%s' is cut off: it holds %,d whole %s where its header announces "
            + "%,d.", file, found, what, expected));
    }

    private static EngineException unreadable(final Path file, final IOException e) {
        if (e instanceof EOFException) {
            return new EngineException("'" + file + "' is cut off: it ends before its data do.", e);
        }
        if (e instanceof ZipException) {
            return new EngineException("'" + file + "' is damaged: it cannot be uncompressed (" + e.getMessage()
                + ").", e);
        }
        return new EngineException("'" + file + "' cannot be read: " + DatasetReader.reason(e), e);
    }
}
