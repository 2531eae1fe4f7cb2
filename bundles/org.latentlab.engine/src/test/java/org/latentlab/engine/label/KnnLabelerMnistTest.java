package org.latentlab.engine.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.train.Progress;

/**
 * Every 20th training image of MNIST against every 10th test image, by pixels: scikit-learn 1.2.1's neighbours, as
 * {@code python3 knn_oracle.py} (beside this class's resources) prints them.
 */
class KnnLabelerMnistTest {

    private static byte[] read(final String name, final int header, final int values, final int every)
        throws IOException {
        final String data = System.getenv("LATENTLAB_DATA");
        final Path file =
            Path.of(data == null ? "../../../shared/data" : data, "mnist", name + "-ubyte.gz");
        Assumptions.assumeTrue(Files.isRegularFile(file), "MNIST is not at " + file.toAbsolutePath().normalize());
        final byte[] all;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            all = in.readAllBytes();
        }
        final int rows = (all.length - header) / values / every;
        final byte[] chosen = new byte[rows * values];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(all, header + i * every * values, chosen, i * values, values);
        }
        return chosen;
    }

    private static float[] pixels(final String name, final int every) throws IOException {
        final byte[] bytes = read(name, 16, 784, every);
        final float[] floats = new float[bytes.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (bytes[i] & 0xff) / 255f;
        }
        return floats;
    }

    private static int[] labels(final String name, final int every) throws IOException {
        final byte[] bytes = read(name, 8, 1, every);
        final int[] labels = new int[bytes.length];
        Arrays.setAll(labels, i -> bytes[i]);
        return labels;
    }

    @ParameterizedTest(name = "k = {0}")
    @CsvSource({"1, 905, 4370", "3, 913, 4312", "5, 911, 4337"})
    void theNeighboursAreScikitLearns(final int k, final int correct, final int sumOfLabels) throws IOException {
        final KnnResult r = KnnLabeler.label(pixels("train-images-idx3", 20), labels("train-labels-idx1", 20), 10,
            pixels("t10k-images-idx3", 10), 784, k, Progress.NONE);
        final int[] truth = labels("t10k-labels-idx1", 10);
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += r.label()[i] == truth[i] ? 1 : 0;
        }
        assertEquals(correct, right);
        assertEquals(sumOfLabels, Arrays.stream(r.label()).sum());
        assertEquals(1516531, Arrays.stream(r.nearest()).sum());
        assertEquals(5189.430651451905, Arrays.stream(r.distance()).sum(), 1e-6 * 5189);
    }
}
