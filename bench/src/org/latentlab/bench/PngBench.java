package org.latentlab.bench;

import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.dataset.Split;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;

/**
 * Seconds to turn the 60,000 training images of MNIST into PNG files in memory and back, on all cores. To reach: 3 s
 * each on two cores.
 * <p>
 * Arguments: the directory of MNIST, how many runs (3).
 */
public final class PngBench {

    private PngBench() {
    }

    /** Prints the seconds of each run. */
    public static void main(final String[] arguments) {
        final Images images = Mnist.read(arguments[0], Split.TRAIN).images();
        final int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        final byte[][] files = new byte[images.size()][];
        for (int run = 0; run < runs; run++) {
            final long begin = System.nanoTime();
            IntStream.range(0, files.length).parallel().forEach(i -> files[i] = PngCodec.encode(images, i));
            final long encoded = System.nanoTime();
            final byte[] pixels = new byte[files.length * images.shape().values()];
            IntStream.range(0, files.length).parallel()
                .forEach(i -> PngCodec.decode(files[i], images.shape(), pixels, i * images.shape().values()));
            System.out.printf(Locale.ROOT, "60,000 PNG files: written in %.2f s, read in %.2f s, %s%n",
                (encoded - begin) / 1e9, (System.nanoTime() - encoded) / 1e9,
                Images.ofBytes(images.shape(), pixels).equals(images) ? "equal" : "NOT EQUAL");
        }
    }
}
