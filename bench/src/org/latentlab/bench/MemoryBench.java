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
 * Memory of a training of the VAE 784-500-500-20 on 60,000 images, epoch by epoch: the Java heap in use and, as the rest
 * of the process's resident memory, what lies outside it (the libraries' code included). To reach: at most 1 GB each,
 * and flat.
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
        final long committed = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        final long process = Pointer.physicalBytes();
        System.out.printf(Locale.ROOT, "After epoch %d: heap %d MB in use, %d MB committed; process %d MB, so at least "
            + "%d MB outside the heap%n", epoch, heap >> 20, committed >> 20, process >> 20,
            (process - committed) >> 20);
    }
}
