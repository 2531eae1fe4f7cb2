package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.engine.dataset.TestData.counting;
import static org.latentlab.engine.dataset.TestData.gzip;
import static org.latentlab.engine.dataset.TestData.idx;
import static org.latentlab.engine.dataset.TestData.idxImages;
import static org.latentlab.engine.dataset.TestData.idxLabels;
import static org.latentlab.engine.dataset.TestData.request;
import static org.latentlab.engine.dataset.TestData.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

class IdxReaderTest {

    @TempDir
    private Path m_directory;

    private Path pair(final String images, final String labels) throws IOException {
        write(m_directory.resolve(images), idxImages(3, 2, 2, counting(12)));
        write(m_directory.resolve(labels), idxLabels(3, 1, 0, 2));
        return m_directory;
    }

    private ImageDataset read(final Split split) {
        return DatasetReader.read(request(DatasetFormat.IDX, m_directory, split), Progress.NONE);
    }

    private String refusal(final Split split) {
        return assertThrows(EngineException.class, () -> read(split)).getMessage();
    }

    private void assertWhole(final ImageDataset data) {
        assertEquals(Images.ofBytes(ImageShape.gray(2, 2), counting(12)), data.images());
        assertArrayEquals(new int[]{1, 0, 2}, data.labels());
        assertEquals(List.of("0", "1", "2"), data.classNames());
        assertNull(data.rowNames());
    }

    @Test
    void readsThePlainFilesOfEitherSpelling() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        assertWhole(read(Split.TRAIN));
        pair("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte");
        assertWhole(read(Split.TEST));
    }

    @Test
    void readsGzipWhateverTheNameSays() throws IOException {
        write(m_directory.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(3, 2, 2, counting(12))));
        write(m_directory.resolve("train-labels-idx1-ubyte"), gzip(idxLabels(3, 1, 0, 2)));
        assertWhole(read(Split.TRAIN));
    }

    @Test
    void looksIntoTheFolderNamedRaw() throws IOException {
        write(m_directory.resolve("raw/train-images-idx3-ubyte"), idxImages(3, 2, 2, counting(12)));
        write(m_directory.resolve("raw/train-labels-idx1-ubyte"), idxLabels(3, 1, 0, 2));
        assertEquals(DatasetFormat.IDX,
            DatasetReader.formatOf(request(DatasetFormat.AUTO, m_directory, Split.TRAIN)));
        assertWhole(read(Split.TRAIN));
    }

    @Test
    void bothSplitsComeTrainingFirst() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        write(m_directory.resolve("t10k-images-idx3-ubyte"), idxImages(1, 2, 2, new byte[]{90, 91, 92, 93}));
        write(m_directory.resolve("t10k-labels-idx1-ubyte"), idxLabels(1, 4));
        final ImageDataset all = read(Split.ALL);
        assertArrayEquals(new int[]{1, 0, 2, 4}, all.labels());
        assertEquals(List.of("0", "1", "2", "3", "4"), all.classNames());
        assertEquals(93, all.images().byteValue(3, 3));
        final ImageDataset some = DatasetReader.read(
            new DatasetRequest(DatasetFormat.IDX, m_directory, Split.ALL, 2, 5, null), Progress.NONE);
        assertEquals(2, some.size());
        for (int i = 0; i < 2; i++) {
            final int row = new int[]{1, 0, 2, -1, 3}[some.labels()[i]];
            assertEquals(all.images().select(new int[]{row}), some.images().select(new int[]{i}));
        }
    }

    @Test
    void fashionIsToldByTheDirectorysName() throws IOException {
        final Path fashion = m_directory.resolve("Fashion-MNIST");
        write(fashion.resolve("train-images-idx3-ubyte"), idxImages(2, 1, 1, new byte[]{5, 6}));
        write(fashion.resolve("train-labels-idx1-ubyte"), idxLabels(2, 9, 0));
        final ImageDataset data =
            DatasetReader.read(request(DatasetFormat.AUTO, fashion, Split.TRAIN), Progress.NONE);
        assertEquals("Ankle boot", data.classNames().get(data.labels()[0]));
        assertEquals("T-shirt/top", data.classNames().get(data.labels()[1]));
    }

    @Test
    void countsThatDifferAreNamed() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        write(m_directory.resolve("train-labels-idx1-ubyte"), idxLabels(2, 1, 0));
        final String message = refusal(Split.TRAIN);
        assertTrue(message.contains("train-images-idx3-ubyte' holds 3 images"), message);
        assertTrue(message.contains("'train-labels-idx1-ubyte' holds 2 labels"), message);
    }

    @Test
    void aWrongMagicIsNamed() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        write(m_directory.resolve("train-images-idx3-ubyte"), idx(0xd03, new int[]{3, 2, 2}, counting(12)));
        final String images = refusal(Split.TRAIN);
        assertTrue(images.contains("train-images-idx3-ubyte' is no IDX file of images: it begins with 00000d03, "
            + "where 00000803 is expected"), images);
        write(m_directory.resolve("train-labels-idx1-ubyte"), idxImages(3, 1, 1, counting(3)));
        final String labels = refusal(Split.TRAIN);
        assertTrue(labels.contains("is no IDX file of labels: it begins with 00000803"), labels);
    }

    @Test
    void filesCutOffAreRefusedAtEveryLength() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        for (final boolean zipped : new boolean[]{false, true}) {
            final byte[] whole = idxImages(3, 2, 2, counting(12));
            final byte[] file = zipped ? gzip(whole) : whole;
            for (int length = 0; length < file.length; length++) {
                write(m_directory.resolve("train-images-idx3-ubyte"), Arrays.copyOf(file, length));
                final String message = refusal(Split.TRAIN);
                assertTrue(message.contains("train-images-idx3-ubyte"), message);
            }
            write(m_directory.resolve("train-images-idx3-ubyte"), file);
            assertEquals(3, read(Split.TRAIN).size());
        }
        write(m_directory.resolve("train-labels-idx1-ubyte"), idxLabels(3, 1, 0));
        final String labels = refusal(Split.TRAIN);
        assertTrue(labels.contains("is cut off: it holds 2 whole labels where its header announces 3"), labels);
    }

    @Test
    void anImageFileCutOffSaysWhatItHolds() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        write(m_directory.resolve("train-images-idx3-ubyte"), idxImages(3, 2, 2, counting(9)));
        assertTrue(refusal(Split.TRAIN).contains("header announces 3 images of 2×2 pixels (28 bytes), but the file "
            + "has 25 bytes"));
        write(m_directory.resolve("train-images-idx3-ubyte"), gzip(idxImages(3, 2, 2, counting(9))));
        assertTrue(refusal(Split.TRAIN).contains("holds 2 whole images where its header announces 3"));
    }

    @Test
    void dataBeyondTheHeadersAreRefused() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        write(m_directory.resolve("train-images-idx3-ubyte"), idxImages(3, 2, 2, counting(13)));
        assertTrue(refusal(Split.TRAIN).contains("more data than its header announces"));
    }

    @Test
    void headersWithoutSenseAreRefused() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        final Path images = m_directory.resolve("train-images-idx3-ubyte");
        write(images, idxImages(-3, 2, 2, counting(12)));
        assertTrue(refusal(Split.TRAIN).contains("an extent of 4294967293"));
        write(images, idxImages(3, 0, 2, counting(12)));
        assertTrue(refusal(Split.TRAIN).contains("0×2 pixels"));
        write(images, gzip(idxImages(3, 30_000, 30_000, counting(12))));
        assertTrue(refusal(Split.TRAIN).contains("is cut off or damaged"));
        write(images, idxImages(0, 2, 2, new byte[0]));
        write(m_directory.resolve("train-labels-idx1-ubyte"), idxLabels(0));
        assertTrue(refusal(Split.TRAIN).contains("holds no images"));
    }

    @Test
    void aDamagedGzipIsRefused() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        final byte[] file = gzip(idxImages(3, 2, 2, counting(12)));
        file[file.length - 6] ^= 1; // within the checksum
        write(m_directory.resolve("train-images-idx3-ubyte.gz"), file);
        java.nio.file.Files.delete(m_directory.resolve("train-images-idx3-ubyte"));
        assertTrue(refusal(Split.TRAIN).contains("cannot be uncompressed"));
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        write(m_directory.resolve("train-images-idx3-ubyte"), idxImages(3, 2, 2, counting(12)));
        final String labels = refusal(Split.TRAIN);
        assertTrue(labels.contains("has no labels beside it: 'train-labels-idx1-ubyte'"), labels);
        final String test = refusal(Split.TEST);
        assertTrue(test.contains("has no test images") && test.contains("t10k-images-idx3-ubyte"), test);
    }

    @Test
    void twoDataSetsInOneDirectoryAreRefused() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        pair("emnist-letters-train-images-idx3-ubyte", "emnist-letters-train-labels-idx1-ubyte");
        assertTrue(refusal(Split.TRAIN).contains("more than one set of training images"));
    }

    @Test
    void splitsOfDifferentSizesDoNotMix() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        write(m_directory.resolve("t10k-images-idx3-ubyte"), idxImages(1, 1, 2, counting(2)));
        write(m_directory.resolve("t10k-labels-idx1-ubyte"), idxLabels(1, 0));
        final String message = refusal(Split.ALL);
        assertTrue(message.contains("are 1×2, but those in") && message.contains("are 2×2"), message);
    }

    @Test
    void canBeCancelled() throws IOException {
        pair("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        final Progress cancelled = new Progress() {
            @Override
            public void update(final double fraction, final String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class,
            () -> DatasetReader.read(request(DatasetFormat.IDX, m_directory, Split.TRAIN), cancelled));
    }
}
