package org.latentlab.engine.dataset;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/**
 * Digits that look hand-written, with known generating factors: 28×28 gray, drawn as vector strokes. Each row has a
 * random stream of its own, so the images depend on the seed alone, not on the number of threads, and a smaller count
 * gives the first rows of a larger one.
 * <p>
 * A digit's control points lie between two extremes of one of its stroke variants. They are bent by a smooth random
 * displacement (wobble), sheared (slant), rotated, and fitted so that the longer side with the ink is 20 × scale
 * pixels. The strokes through them are drawn with a round pen (thickness) and soft edges, and shifted until the centre
 * of mass is the image's centre plus (dx, dy), as MNIST's digits are centred (LeCun et al. 1998). Each ten rows hold
 * each class once, in random order.
 */
public final class SyntheticDigits {

    /** 28×28 gray. */
    public static final ImageShape SHAPE = ImageShape.gray(28, 28);

    /** "0" to "9". */
    public static final List<String> CLASS_NAMES =
        IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** The factors put out, by the names of {@link SyntheticDigitsConfig}'s components. */
    static final List<String> FACTORS =
        List.of("slant", "rotation", "scale", "thickness", "dx", "dy", "wobble", "ink");

    private SyntheticDigits() {
    }

    /**
     * @param config what to draw
     * @param progress told how far it is, and asked whether to stop
     * @return the images, labelled, with the factors of each row
     */
    public static ImageDataset generate(final SyntheticDigitsConfig config, final Progress progress) {
        final int count = config.count();
        final byte[] pixels = new byte[count * SHAPE.values()];
        final int[] labels = labels(count, config.seed());
        final double[][] values = new double[FACTORS.size()][count];
        ParallelRows.forEach(count, "Drawing digits", progress, row -> {
            final Rng rng = Rng.stream(config.seed(), "digit " + row);
            final double[] factors = draw(config, rng);
            for (int i = 0; i < factors.length; i++) {
                values[i][row] = factors[i];
            }
            new DigitDrawing(labels[row], factors, rng).draw(pixels, row * SHAPE.values());
        });
        final SortedMap<String, double[]> factors = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            factors.put(FACTORS.get(i), values[i]);
        }
        return new ImageDataset("Synthetic digits", Images.ofBytes(SHAPE, pixels), labels, CLASS_NAMES, null, factors,
            List.of());
    }

    private static double[] draw(final SyntheticDigitsConfig config, final Rng rng) {
        return new double[]{config.slant().draw(rng), config.rotation().draw(rng), config.scale().draw(rng),
            config.thickness().draw(rng), config.dx().draw(rng), config.dy().draw(rng), config.wobble().draw(rng),
            config.ink().draw(rng)};
    }

    private static int[] labels(final int count, final long seed) {
        final Rng rng = Rng.stream(seed, "digit classes");
        final int[] labels = new int[count];
        final int[] ten = IntStream.range(0, 10).toArray();
        for (int row = 0; row < count; row++) {
            if (row % 10 == 0) {
                rng.shuffle(ten);
            }
            labels[row] = ten[row % 10];
        }
        return labels;
    }
}
