package org.latentlab.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.bytedeco.javacpp.Pointer;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Architecture;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.PosteriorKind;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.latentlab.engine.vae.VaeTraining;

/**
 * Does anything grow? The tutorial's convolutional VAE on 60,000 and on 6,000 images in turn: milliseconds per thousand
 * images and the ratio (to reach: 1.1); then 100 epochs on 1,280 images with heap and resident memory every tenth (to
 * reach: flat).
 * <p>
 * Arguments: pairs of runs (3), epochs of the memory run (100).
 */
public final class GrowthBench {

    private static final int MANY = 60_000;

    private static final int FEW = 6_000;

    private static final int SMALL = 1_280;

    private GrowthBench() {
    }

    /** Prints the ratio of each pair, then memory. */
    public static void main(final String[] arguments) {
        final int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        final int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        final Images many = images(MANY);
        final Images few = images(FEW);
        train(few, 1);
        final List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            final double slow = train(many, 1) / MANY;
            final double fast = train(few, 3) / (3 * FEW);
            ratios.add(slow / fast);
            System.out.printf(Locale.ROOT, "60,000 images: %.1f ms per 1,000; 6,000 images: %.1f ms; ratio %.3f%n",
                1e6 * slow, 1e6 * fast, slow / fast);
        }
        ratios.sort(null);
        System.out.printf(Locale.ROOT, "median ratio %.3f%n", ratios.get(pairs / 2));
        final VaeTraining training = VaeTraining.of(images(SMALL), config(), TrainingConfig.standard(epochs, 1));
        VaeTrainer.train(training.withListener((record, model) -> {
            if (record.epoch() % 10 == 0) {
                System.gc();
                System.out.printf(Locale.ROOT, "After epoch %d: heap %.1f MB, the whole process %d MB%n",
                    record.epoch(), ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0,
                    Pointer.physicalBytes() >> 20);
            }
        }), Progress.NONE);
    }

    private static Images images(final int count) {
        final byte[] pixels = new byte[count * 784];
        final Rng rng = new Rng(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)rng.nextLong();
        }
        return Images.ofBytes(ImageShape.gray(28, 28), pixels);
    }

    private static VaeConfig config() {
        return new VaeConfig(2, new Architecture.Convolutional(List.of(32, 64), Activation.RELU, false),
            PosteriorKind.GAUSSIAN, Divergence.Kl.of(1), new Likelihood.Bernoulli(), null);
    }

    /** @return seconds that the epochs took */
    private static double train(final Images images, final int epochs) {
        return VaeTrainer.train(images, config(), TrainingConfig.standard(epochs, 1), Progress.NONE).history().epochs()
            .stream().mapToDouble(epoch -> epoch.seconds()).sum();
    }
}
