package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.latentlab.engine.dataset.TestData.request;
import static org.latentlab.engine.dataset.TestData.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.train.Progress;

class Cifar10ReaderTest {

    private static final int RECORD = 3073;

    @TempDir
    private Path m_directory;

    /** Batch b (1…5; 6 is the test batch) holds two records, of labels b and b + 1, whose pixels are b + plane. */
    @BeforeEach
    void writeBatches() throws IOException {
        for (int b = 1; b <= 6; b++) {
            write(file(b), batch(b, b, b + 1));
        }
    }

    private Path file(final int batch) {
        return m_directory.resolve(batch == 6 ? "test_batch.bin" : "data_batch_" + batch + ".bin");
    }

    private static byte[] batch(final int value, final int... labels) {
        final byte[] bytes = new byte[labels.length * RECORD];
        for (int i = 0; i < bytes.length; i++) {
            final int at = i % RECORD;
            bytes[i] = (byte)(at == 0 ? labels[i / RECORD] : value + (at - 1) / 1024);
        }
        return bytes;
    }

    private ImageDataset read(final DatasetFormat format, final Split split) {
        return DatasetReader.read(request(format, m_directory, split), Progress.NONE);
    }

    private String refusal(final Split split) {
        return assertThrows(EngineException.class, () -> read(DatasetFormat.CIFAR10, split)).getMessage();
    }

    @Test
    void readsTheTrainingBatchesInOrder() {
        final ImageDataset data = read(DatasetFormat.AUTO, Split.TRAIN);
        assertEquals(ImageShape.rgb(32, 32), data.images().shape());
        assertArrayEquals(new int[]{1, 2, 2, 3, 3, 4, 4, 5, 5, 6}, data.labels());
        assertEquals("automobile", data.classNames().get(1));
        for (int row = 0; row < 10; row++) {
            for (int plane = 0; plane < 3; plane++) {
                assertEquals(row / 2 + 1 + plane, data.images().byteValue(row, plane * 1024 + 1023));
            }
        }
    }

    @Test
    void readsTheTestBatchAndBoth() {
        assertArrayEquals(new int[]{6, 7}, read(DatasetFormat.CIFAR10, Split.TEST).labels());
        final ImageDataset all = read(DatasetFormat.CIFAR10, Split.ALL);
        assertEquals(12, all.size());
        assertEquals(8, all.images().byteValue(11, 3071));
    }

    @Test
    void aRowLimitPicksWholeRecords() {
        final ImageDataset some = DatasetReader.read(
            new DatasetRequest(DatasetFormat.CIFAR10, m_directory, Split.ALL, 5, 3, null), Progress.NONE);
        assertEquals(5, some.size());
        for (int i = 0; i < 5; i++) {
            final int batch = some.images().byteValue(i, 0);
            assertTrue(some.labels()[i] == batch || some.labels()[i] == batch + 1);
        }
    }

    @Test
    void looksIntoTheFolderOfTheDownload() throws IOException {
        final Path inner = m_directory.resolve("outer/cifar-10-batches-bin/test_batch.bin");
        write(inner, batch(3, 9));
        final ImageDataset data = DatasetReader.read(
            request(DatasetFormat.AUTO, m_directory.resolve("outer"), Split.TEST), Progress.NONE);
        assertArrayEquals(new int[]{9}, data.labels());
    }

    @Test
    void aMissingBatchIsNamed() throws IOException {
        Files.delete(file(3));
        final String message = refusal(Split.TRAIN);
        assertTrue(message.contains("'data_batch_3.bin' is missing"), message);
        assertEquals(2, read(DatasetFormat.CIFAR10, Split.TEST).size());
    }

    @Test
    void aBatchCutOffIsNamed() throws IOException {
        write(file(2), Arrays.copyOf(batch(2, 2, 3), RECORD + 100));
        final String message = refusal(Split.TRAIN);
        assertTrue(message.contains("data_batch_2.bin' is cut off") && message.contains("3,173 bytes"), message);
        write(file(2), new byte[0]);
        assertTrue(refusal(Split.TRAIN).contains("0 bytes"));
    }

    @Test
    void aLabelBeyondNineIsNamed() throws IOException {
        write(file(4), batch(4, 4, 77));
        final String message = refusal(Split.TRAIN);
        assertTrue(message.contains("data_batch_4.bin") && message.contains("record 1 has the label 77"), message);
    }
}
