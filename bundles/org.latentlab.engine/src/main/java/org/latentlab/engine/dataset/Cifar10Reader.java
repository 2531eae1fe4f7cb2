package org.latentlab.engine.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * The binary version of CIFAR-10 (Krizhevsky 2009, "Learning multiple layers of features from tiny images"): records of
 * one label byte and 3072 pixel bytes, red, green and blue planes of 32×32.
 */
final class Cifar10Reader {

    private static final ImageShape SHAPE = ImageShape.rgb(32, 32);
    private static final int RECORD = 1 + 3 * 32 * 32;

    private static final List<String> CLASSES = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog",
        "horse", "ship", "truck");

    private static final List<String> TRAIN = List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
        "data_batch_4.bin", "data_batch_5.bin");
    private static final String TEST = "test_batch.bin";

    private Cifar10Reader() {
    }

    static boolean isCifar10(final Path directory) {
        final Path home = home(directory);
        return Files.isRegularFile(home.resolve(TRAIN.get(0))) || Files.isRegularFile(home.resolve(TEST));
    }

    private static Path home(final Path directory) {
        final Path inner = directory.resolve("cifar-10-batches-bin");
        return Files.isDirectory(inner) ? inner : directory;
    }

    static ImageDataset read(final DatasetRequest request, final Progress progress) {
        final Path home = home(request.directory());
        final List<Path> files = new ArrayList<>();
        if (request.split() != Split.TEST) {
            TRAIN.forEach(name -> files.add(home.resolve(name)));
        }
        if (request.split() != Split.TRAIN) {
            files.add(home.resolve(TEST));
        }
        final List<int[]> labelFiles = new ArrayList<>();
        for (final Path file : files) {
            progress.checkCanceled();
            labelFiles.add(readLabels(file, home));
        }
        final int[] labels = labelFiles.stream().flatMapToInt(IntStream::of).toArray();
        final int[] rows = StratifiedSample.rows(labels, labels.length, request.limit(), request.seed());
        final byte[] pixels = new byte[checkedLength(rows.length)];
        int first = 0;
        int next = 0;
        for (int f = 0; f < files.size(); f++) {
            progress.update((double)f / files.size(), "Reading " + files.get(f).getFileName());
            next = readRows(files.get(f), rows, next, first, labelFiles.get(f).length, pixels, progress);
            first += labelFiles.get(f).length;
        }
        return new ImageDataset("CIFAR-10", Images.ofBytes(SHAPE, pixels),
            IntStream.of(rows).map(row -> labels[row]).toArray(), CLASSES, null, new TreeMap<>(), List.of());
    }

    private static int checkedLength(final int rows) {
        final long length = (long)rows * SHAPE.values();
        if (length > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT,
                "%,d images of %s are more than can be held. Set a row limit of at "
                + "most %,d.", rows, SHAPE, (Integer.MAX_VALUE - 8) / SHAPE.values()));
        }
        return (int)length;
    }

    private static int[] readLabels(final Path file, final Path home) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new EngineException("CIFAR-10's '" + file.getFileName() + "' is missing in '" + home + "': "
                    + DatasetReader.contents(home) + ".");
            }
            final long size = Files.size(file);
            if (size == 0 || size % RECORD != 0) {
                throw new EngineException(String.format(Locale.ROOT,
                    "'%s' is cut off or no binary file of CIFAR-10: it has %,d "
                    + "bytes, which is no whole number of records of %,d bytes.", file, size, RECORD));
            }
            if (size / RECORD > Integer.MAX_VALUE / SHAPE.values()) {
                throw new EngineException(String.format(Locale.ROOT,
                    "'%s' is too large for CIFAR-10: %,d bytes.", file, size));
            }
            final int[] labels = new int[(int)(size / RECORD)];
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = in.read();
                    in.skipNBytes(RECORD - 1);
                    if (labels[i] < 0 || labels[i] >= CLASSES.size()) {
                        throw new EngineException(String.format(Locale.ROOT,
                            "'%s' is no binary file of CIFAR-10: record %,d has "
                            + "the label %d, where 0 to 9 are allowed.", file, i, labels[i]));
                    }
                }
            }
            return labels;
        } catch (IOException e) {
            throw new EngineException("'" + file + "' cannot be read: " + DatasetReader.reason(e), e);
        }
    }

    private static int readRows(final Path file, final int[] rows, final int from, final int first, final int count,
        final byte[] pixels, final Progress progress) {
        int next = from;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int i = 0; i < count; i++) {
                if (i % 4096 == 0) {
                    progress.checkCanceled();
                }
                if (next < rows.length && rows[next] == first + i) {
                    in.skipNBytes(1);
                    final int n = in.readNBytes(pixels, next * SHAPE.values(), SHAPE.values());
                    if (n < SHAPE.values()) {
                        throw new EngineException("'" + file + "' is cut off within record " + i + ".");
                    }
                    next++;
                } else {
                    in.skipNBytes(RECORD);
                }
            }
        } catch (IOException e) {
            throw new EngineException("'" + file + "' cannot be read: " + DatasetReader.reason(e), e);
        }
        return next;
    }
}
