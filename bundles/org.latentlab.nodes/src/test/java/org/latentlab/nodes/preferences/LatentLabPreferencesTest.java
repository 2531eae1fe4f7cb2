package org.latentlab.nodes.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.BackendSettings;
import org.latentlab.nodes.table.Warnings;

final class LatentLabPreferencesTest {

    private static BackendSettings settings(final Map<String, String> values) {
        return new LatentLabPreferences(values::get).backendSettings();
    }

    @Test
    void withoutAnyValueTheDefaultsHold() {
        assertEquals(BackendSettings.DEFAULT, settings(Map.of()));
        assertEquals(BackendSettings.DEFAULT,
            settings(Map.of("backend", " ", "threads", "", "nativeCacheDirectory", "")));
    }

    @Test
    void everyPreferenceReachesTheEngine() {
        assertEquals(new BackendSettings(BackendSettings.Choice.CUDA, 3, 2048L << 20, Path.of("cache", "here")),
            settings(Map.of("backend", "cuda", "threads", "3", "offHeapMegabytes", "2048", "nativeCacheDirectory",
                " " + Path.of("cache", "here"))));
    }

    @Test
    void anUnusableValueIsNamed() {
        assertEquals("LatentLab preference 'org.latentlab.nodes/backend' is 'TPU'; allowed are AUTO, CPU and CUDA.",
            message(Map.of("backend", "TPU")));
        assertEquals("LatentLab preference 'org.latentlab.nodes/threads' is 'two'; allowed are 0 (the default) and "
            + "whole numbers above.", message(Map.of("threads", "two")));
        assertEquals("LatentLab preference 'org.latentlab.nodes/offHeapMegabytes' is '-1'; allowed are 0 (the default) "
            + "and whole numbers above.", message(Map.of("offHeapMegabytes", "-1")));
        assertTrue(message(Map.of("threads", "99999999999")).contains("more than any machine has"));
    }

    private static String message(final Map<String, String> values) {
        return assertThrows(IllegalArgumentException.class, () -> settings(values)).getMessage();
    }

    @Test
    void outsideOfOsgiSystemPropertiesCount() {
        final String key = "org.latentlab.nodes.threads";
        final String before = System.getProperty(key);
        System.setProperty(key, "5");
        try {
            assertEquals(5, LatentLabPreferences.get().backendSettings().threads());
        } finally {
            if (before == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, before);
            }
        }
    }

    @Test
    void cudaThatIsNotInstalledFailsWithAMessageSayingWhatToInstall() throws Exception {
        final String output = inFreshJvm("-Dorg.latentlab.nodes.backend=CUDA");
        assertTrue(output.startsWith("FAILED ") && output.contains("CUDA")
            && output.contains("org.latentlab.libs.dl4j"), output);
    }

    @Test
    void theSettingsInForceAreThoseOfThePreferencesAndAChangeIsToldNotSilent() throws Exception {
        final String output = inFreshJvm("-Dorg.latentlab.nodes.backend=CPU", "-Dorg.latentlab.nodes.threads=1");
        assertTrue(output.startsWith("CPU 1 thread"), output);
        assertTrue(output.contains("WARNED") && output.contains("before a restart"), output);
    }

    /** The backend is chosen once per process, so it is tried in one of its own. */
    private static String inFreshJvm(final String... properties) throws Exception {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path")));
        command.addAll(List.of(properties));
        command.add(LoadBackend.class.getName());
        final File errors = File.createTempFile("load-backend", ".txt");
        final Process process = new ProcessBuilder(command).redirectError(errors).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(errors.delete());
        return output;
    }

    /** Loads the backend with the preferences given as system properties and says what came of it. */
    public static final class LoadBackend {

        private LoadBackend() {
        }

        /** @param args none */
        public static void main(final String[] args) {
            try {
                final var info = BackendPreferences.load(new Warnings());
                System.out.println(info.backend() + " " + info.threads() + " thread");
                System.setProperty("org.latentlab.nodes.threads", "2");
                final Warnings warnings = new Warnings();
                BackendPreferences.load(warnings);
                System.out.println("WARNED " + warnings);
            } catch (EngineException e) {
                System.out.println("FAILED " + e.getMessage());
            }
        }
    }
}
