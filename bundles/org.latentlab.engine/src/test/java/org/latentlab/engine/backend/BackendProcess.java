package org.latentlab.engine.backend;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.bytedeco.javacpp.Pointer;
import org.latentlab.engine.backend.BackendSettings.Choice;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.TrainingConfig;
import org.latentlab.engine.vae.Vae;
import org.latentlab.engine.vae.VaeConfig;
import org.latentlab.engine.vae.VaeTrainer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link BackendTest} runs in a process of its own. */
public final class BackendProcess {

    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
        StandardCharsets.UTF_8);

    private BackendProcess() {
    }

    /**
     * @param args which test, and its directory
     */
    public static void main(final String[] args) {
        Thread.currentThread().setContextClassLoader(null);
        switch (args[0]) {
            case "cpu" -> cpu(Path.of(args[1]));
            case "stand-in" -> standIn();
            case "auto" -> auto();
            case "blas" -> blas();
            case "threads" -> threads();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void product() {
        final INDArray a = Nd4j.createFromArray(new float[][]{{1, 2}, {3, 4}});
        final INDArray b = Nd4j.createFromArray(new float[][]{{5, 6}, {7, 8}});
        OUT.println("product " + a.mmul(b).getFloat(0, 0));
    }

    private static void cpu(final Path directory) {
        final BackendSettings settings = new BackendSettings(Choice.CPU, 1, 256L << 20, directory);
        Backend.configure(BackendSettings.DEFAULT);
        Backend.configure(settings); // not loaded yet, so it may still change
        final BackendInfo info = Backend.load();
        OUT.println("backend " + info.backend() + " " + info.threads());
        product();
        Backend.configure(settings);
        try {
            Backend.configure(new BackendSettings(Choice.CPU, 1, 0, null));
            OUT.println("other settings were taken");
        } catch (IllegalStateException e) {
            OUT.println("other settings: " + e.getMessage());
        }
        OUT.println("limit " + Pointer.maxBytes());
        OUT.println("notice " + Backend.takeNotice());
        OUT.println("left behind " + System.getProperty("org.bytedeco.javacpp.cachedir") + " "
            + System.getProperty("org.bytedeco.javacpp.maxbytes") + " "
            + System.getProperty("org.bytedeco.javacpp.maxphysicalbytes"));
    }

    private static void standIn() {
        Backend.configure(new BackendSettings(Choice.CUDA, 0, 0, null));
        final BackendInfo info = Backend.load(new BackendSelector("org.nd4j.linalg.cpu.nativecpu.CpuBackend",
            StandInBackend.class.getName(), BackendProcess.class.getClassLoader()));
        OUT.println("backend " + info.backend() + " " + Nd4j.getBackend().getClass().getName());
        product();
        final byte[] pixels = new byte[10 * 64];
        new java.util.Random(1).nextBytes(pixels);
        final Vae vae = VaeTrainer.train(Images.ofBytes(ImageShape.gray(8, 8), pixels), VaeConfig.standard(2),
            TrainingConfig.standard(2, 1), Progress.NONE);
        OUT.println("vae " + vae.summary().replaceAll("\\d+\\.\\d", "x"));
    }

    private static void auto() {
        final BackendInfo info = Backend.load();
        OUT.println("backend " + info.backend() + " " + Nd4j.getBackend().getClass().getName());
        product();
        OUT.println("first " + Backend.takeNotice());
        OUT.println("second " + Backend.takeNotice());
    }

    private static void threads() {
        Backend.configure(new BackendSettings(Choice.AUTO, 3, 0, null));
        OUT.println("chunks " + Parallel.chunks(1000));
        try {
            Backend.configure(BackendSettings.DEFAULT);
            OUT.println("other settings were taken");
        } catch (IllegalStateException e) {
            OUT.println(e.getMessage());
        }
    }

    private static void blas() {
        OUT.println("product " + Blas.gemm(false, false, 2, 2, 2, 1f, new float[]{1, 2, 3, 4},
            new float[]{5, 6, 7, 8})[0]);
        OUT.println("loaded " + Backend.isLoaded());
    }
}
