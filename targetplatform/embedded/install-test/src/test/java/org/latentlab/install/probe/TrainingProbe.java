package org.latentlab.install.probe;

import java.util.List;
import java.util.concurrent.Callable;

import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.chart.CompositionChart;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.nn.Activation;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Likelihood;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What runs inside OSGi: a matrix product on ND4J, one epoch of training, and a chart as pixels and as SVG (for which
 * the libraries need packages of the JRE), on a thread without a context class loader, as KNIME's worker threads may
 * be.
 */
public final class TrainingProbe implements Callable<String> {

    @Override
    public String call() throws Exception {
        Thread.currentThread().setContextClassLoader(null);
        final String backend = Backend.load().summary();
        final INDArray a = Nd4j.create(new float[][]{{1, 2}, {3, 4}});
        final INDArray product = a.mmul(a);
        final Rng random = new Rng(7);
        final byte[] pixels = new byte[256 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte)random.nextInt(256);
        }
        final Vae vae = VaeTrainer.train(Images.ofBytes(ImageShape.gray(8, 8), pixels),
            new VaeConfig(2, List.of(16), List.of(16), Activation.SOFTPLUS, new Likelihood.Bernoulli()),
            new TrainingConfig(1, 64, 1e-3, 1, 0, 0, 0, false), Progress.NONE);
        return backend + "; product " + (int)product.getFloat(0, 0) + " " + (int)product.getFloat(1, 1) + "; loss "
            + (vae.history().epochs().get(0).loss() > 0 ? "positive" : "not positive") + "; " + picture();
    }

    private static String picture() {
        final CompositionChart chart = new CompositionChart("Shares", List.of("a", "b"), new long[]{5, 5},
            List.of(new CompositionChart.Group("prior", new long[]{8, 2})));
        return chart.png(400, 300).length > 0 && chart.svg(400, 300).contains("Shares") ? "chart drawn" : "no chart";
    }
}
