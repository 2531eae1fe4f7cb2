package org.latentlab.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.BackendSelector.Selection;
import org.latentlab.engine.backend.BackendSettings.Choice;

/**
 * The choice of a backend. What needs a fresh process, since ND4J is loaded once, runs in one: see
 * {@link BackendProcess}.
 */
class BackendTest {

    private static final String CPU = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

    @TempDir
    private Path m_directory;

    private static BackendSelector selector(final String cuda) {
        return new BackendSelector(CPU, cuda, BackendTest.class.getClassLoader());
    }

    @Test
    void cudaThatIsNotInstalledIsAnErrorNamingTheFragment() {
        final BackendSelector missing = selector("org.nd4j.linalg.jcublas.JCublasBackend");
        final EngineException e = assertThrows(EngineException.class, () -> missing.select(Choice.CUDA));
        assertTrue(e.getMessage().startsWith("The CUDA backend is chosen in the preferences, but "), e.getMessage());
        if (!System.getProperty("os.name").startsWith("Mac")) {
            assertTrue(e.getMessage().contains("install the fragment " + BackendSelector.fragment()), e.getMessage());
            assertTrue(BackendSelector.fragment()
                .matches("org\\.latentlab\\.libs\\.dl4j\\.cuda\\.(linux|win32)\\.\\w+"));
        }
    }

    @Test
    void autoFallsBackToTheCpuAndSaysWhy() {
        final Selection missing = selector("no.such.Backend").select(Choice.AUTO);
        assertEquals(CPU, missing.backendClass());
        assertTrue(missing.notice().orElseThrow().startsWith("The backend 'auto' uses the CPU: "));
        final Selection noDevice = selector(StandInBackend.WithoutDevice.class.getName()).select(Choice.AUTO);
        assertEquals(CPU, noDevice.backendClass());
        assertTrue(noDevice.notice().orElseThrow().contains("no usable device (no stand-in device)"),
            noDevice.notice().get());
    }

    @Test
    void cudaWithoutADeviceIsAnErrorSayingSo() {
        final BackendSelector noDevice = selector(StandInBackend.WithoutDevice.class.getName());
        final EngineException e = assertThrows(EngineException.class, () -> noDevice.select(Choice.CUDA));
        assertTrue(e.getMessage().contains("no usable device (no stand-in device)"), e.getMessage());
    }

    @Test
    void cudaThatWorksIsTakenByAutoAndByCudaButNotByCpu() {
        final BackendSelector present = selector(StandInBackend.class.getName());
        final Selection expected = new Selection(StandInBackend.class.getName(), "CUDA", Optional.empty());
        assertEquals(expected, present.select(Choice.AUTO));
        assertEquals(expected, present.select(Choice.CUDA));
        assertEquals(new Selection(CPU, "CPU", Optional.empty()), present.select(Choice.CPU));
    }

    @Test
    void aMissingCpuBackendIsAnIncompleteInstallation() {
        final BackendSelector selector = new BackendSelector("no.such.Cpu", "no.such.Cuda",
            BackendTest.class.getClassLoader());
        assertTrue(assertThrows(EngineException.class, () -> selector.select(Choice.CPU)).getMessage()
            .contains("installation is incomplete"));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BackendSettings(null, 0, 0, null));
        assertThrows(IllegalArgumentException.class, () -> new BackendSettings(Choice.CPU, -1, 0, null));
        assertThrows(IllegalArgumentException.class, () -> new BackendSettings(Choice.CPU, 0, 1, null));
        assertEquals(Runtime.getRuntime().availableProcessors(), BackendSettings.DEFAULT.effectiveThreads());
    }

    @Test
    void theSummaryIsReadable() {
        assertEquals("CPU oneDNN AVX2, 2 threads",
            new BackendInfo("CPU", "oneDNN AVX2", 2, "1.0", Optional.empty()).summary());
        assertEquals("CPU, 1 thread", new BackendInfo("CPU", "", 1, "1.0", Optional.empty()).summary());
    }

    @Test
    void settingsHoldInAFreshProcessWithoutAContextClassLoader() throws Exception {
        final List<String> out = run("cpu", m_directory.toString());
        assertEquals("backend CPU 1", out.get(0));
        assertEquals("product 19.0", out.get(1));
        assertEquals("other settings: The numerical library is loaded already with backend CPU, 1 threads, off-heap "
            + "limit 256 MiB, native cache " + m_directory + "; it cannot change to backend CPU, 1 threads, off-heap "
            + "limit default, native cache default before a restart.", out.get(2));
        assertEquals("limit " + (256L << 20), out.get(3));
        assertEquals("notice Optional.empty", out.get(4));
        // another bundle's JavaCPP in the same process must not be led into our directory
        assertEquals("left behind null null null", out.get(5));
        // the natives were unpacked into a directory of their version
        try (var entries = Files.list(m_directory)) {
            final Path versioned = entries.findFirst().orElseThrow();
            assertTrue(versioned.getFileName().toString().matches("nd4j-\\d.*"), versioned.toString());
            try (var unpacked = Files.list(versioned)) {
                assertTrue(unpacked.findFirst().isPresent());
            }
        }
    }

    @Test
    void theBackendClassOfTheChoiceIsTheOneNd4jLoadsAndTrainsOn() throws Exception {
        final List<String> out = run("stand-in", "");
        assertEquals("backend CUDA " + StandInBackend.class.getName(), out.get(0));
        assertEquals("product 19.0", out.get(1));
        // a training goes through, with the operations that every backend has
        assertTrue(out.get(2).startsWith("vae VAE 64-500-500-2, 10 images, 2 epochs, −ELBO x, CUDA"), out.get(2));
    }

    @Test
    void autoSaysOnceInAFreshProcessThatItFellBack() throws Exception {
        final List<String> out = run("auto", "");
        assertEquals("backend CPU " + CPU, out.get(0));
        assertTrue(out.get(2).startsWith("first Optional[The backend 'auto' uses the CPU: "), out.get(2));
        assertEquals("second Optional.empty", out.get(3));
    }

    @Test
    void openBlasAloneDoesNotLoadNd4j() throws Exception {
        assertEquals(List.of("product 19.0", "loaded false"), run("blas", ""));
    }

    @Test
    void theThreadsMadeForTheFirstLoopAreTheThreadsOfTheProcess() throws Exception {
        final List<String> out = run("threads", "");
        assertEquals("chunks 3", out.get(0));
        assertTrue(out.get(1).startsWith("The numerical library is loaded already with backend AUTO, 3 threads"),
            out.get(1));
    }

    private List<String> run(final String... arguments) throws IOException, InterruptedException {
        final Path output = Files.createTempFile(m_directory.getParent(), "backend", ".txt");
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
            // newer Java versions warn, in the same stream, of what the libraries do
            "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            BackendProcess.class.getName()));
        command.addAll(List.of(arguments));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
            .start();
        final boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        final String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertTrue(ended && process.exitValue() == 0, text);
        assertFalse(text.isEmpty());
        return text.lines().filter(line -> !line.startsWith("SLF4J")).toList();
    }
}
