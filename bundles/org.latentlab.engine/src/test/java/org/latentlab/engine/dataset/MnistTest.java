package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.train.Progress;

/** The MNIST database, held against its published MD5 sums. */
class MnistTest {

    private static ImageDataset read(final Split split, final int limit) {
        final Path directory = TestData.shared("mnist");
        return DatasetReader.read(new DatasetRequest(DatasetFormat.AUTO, directory, split, limit, 7, null),
            Progress.NONE);
    }

    private static String md5OfImages(final ImageDataset data) throws NoSuchAlgorithmException {
        final int values = data.images().shape().values();
        final ByteBuffer file = ByteBuffer.allocate(16 + data.size() * values);
        file.putInt(0x803).putInt(data.size()).putInt(28).putInt(28);
        for (int i = 0; i < data.size(); i++) {
            data.images().copyBytes(i, file.array(), 16 + i * values);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file.array()));
    }

    private static String md5OfLabels(final ImageDataset data) throws NoSuchAlgorithmException {
        final ByteBuffer file = ByteBuffer.allocate(8 + data.size());
        file.putInt(0x801).putInt(data.size());
        for (final int label : data.labels()) {
            file.put((byte)label);
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file.array()));
    }

    @Test
    void trainingImagesAreThoseOfTheDatabase() throws NoSuchAlgorithmException {
        final ImageDataset train = read(Split.TRAIN, 0);
        assertEquals(60_000, train.size());
        assertEquals(ImageShape.gray(28, 28), train.images().shape());
        assertEquals(SyntheticDigits.CLASS_NAMES, train.classNames());
        assertEquals("6bbc9ace898e44ae57da46a324031adb", md5OfImages(train));
        assertEquals("a25bea736e30d166cdddb491f175f624", md5OfLabels(train));
    }

    @Test
    void testImagesAreThoseOfTheDatabase() throws NoSuchAlgorithmException {
        final ImageDataset test = read(Split.TEST, 0);
        assertEquals(10_000, test.size());
        assertEquals("2646ac647ad5339dbf082846283269ea", md5OfImages(test));
        assertEquals("27ae3e4e09519cfbb04c329615203637", md5OfLabels(test));
    }

    @Test
    void aRowLimitKeepsEveryClassesShare() {
        final ImageDataset test = read(Split.TEST, 0);
        final ImageDataset some = read(Split.TEST, 1000);
        // The test set's class counts: 980 1135 1032 1010 982 892 958 1028 974 1009
        final int[] counts = new int[10];
        for (final int label : some.labels()) {
            counts[label]++;
        }
        assertArrayEquals(new int[]{98, 114, 103, 101, 98, 89, 96, 103, 97, 101}, counts);
        final int[] rows = StratifiedSample.rows(test.labels(), test.size(), 1000, 7);
        assertEquals(test.images().select(rows), some.images());
        assertArrayEquals(IntStream.of(rows).map(r -> test.labels()[r]).toArray(), some.labels());
        assertEquals(1000, Arrays.stream(rows).distinct().count());
    }
}
