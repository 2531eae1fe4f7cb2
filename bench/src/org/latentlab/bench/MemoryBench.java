package org.latentlab.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import org.bytedeco.javacpp.Pointer;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;

/**
 * Memory of a training of the VAE 784-500-500-20 on 60,000 images, epoch by epoch: the Java heap in use, and the
 * resident memory of the whole process, which holds the heap, what lies outside it and the libraries' code. To reach:
 * at most 1 GB of heap, 1 GB outside it, and flat.
 * <p>
 * Argument: epochs (6).
 */
public final class MemoryBench {

    private static final int IMAGES = 60_000;

    private static final int BATCHES = (IMAGES + 127) / 128;

    private MemoryBench() {
    }

    /** Prints a line per epoch. */
    public static void main(final String[] arguments) {
        final int epochs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6;
        final byte[] pixels = new byte[IMAGES * 784];
        final Rng rng = new Rng(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)rng.nextLong();
        }
        final int[] updates = new int[1];
        VaeTrainer.train(Images.ofBytes(ImageShape.gray(28, 28), pixels), VaeConfig.standard(20),
            TrainingConfig.standard(epochs, 1), new Progress() {
                @Override
                public void update(final double fraction, final String message) {
                    if (updates[0]++ % BATCHES == 0) {
                        report(updates[0] / BATCHES);
                    }
                }

                @Override
                public void checkCanceled() {
                    // runs through
                }
            });
    }

    private static void report(final int epoch) {
        final long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        final long process = Pointer.physicalBytes();
        System.out.printf(Locale.ROOT, "After epoch %d: heap %d MB in use; the whole process %d MB%n", epoch,
            heap >> 20, process >> 20);
    }
}
