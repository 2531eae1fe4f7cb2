package org.latentlab.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Runs the p2 director, as KNIME's "Install KNIME Extensions" does, on the sites that this build has made. */
final class Director {

    static final Path SITE = Path.of(System.getProperty("site"));

    static final Path EMBEDDED_SITE = Path.of(System.getProperty("embedded.site"));

    static final String FEATURE = "org.latentlab.feature.feature.group";

    /** @param exitCode 0 where everything was installed; @param output what the director said */
    record Result(int exitCode, String output) {
    }

    private Director() {
    }

    static Result install(final Path destination, final Path... sites) throws IOException, InterruptedException {
        final Path work = Files.createDirectories(Path.of(System.getProperty("work.directory")));
        final Path log = Files.createTempFile(work, "director", ".log");
        final boolean windows = Platform.os().equals("win32");
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn").toString(), "-B", "-q",
            "-Dmaven.repo.local=" + System.getProperty("maven.localRepository"),
            "org.eclipse.tycho:tycho-p2-director-plugin:" + System.getProperty("tycho.version") + ":director",
            "-Drepositories=" + Arrays.stream(sites).map(s -> s.toUri().toString()).collect(Collectors.joining(",")),
            "-DinstallIUs=" + FEATURE, "-Ddestination=" + destination, "-Dprofile=installed",
            "-Dp2.os=" + Platform.os(), "-Dp2.ws=" + Platform.ws(), "-Dp2.arch=" + Platform.arch()));
        final Process process = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
            .redirectOutput(log.toFile()).start();
        final int exitCode = process.waitFor();
        return new Result(exitCode, Files.readString(log, StandardCharsets.UTF_8));
    }

    /** The host, in p2's words. */
    static final class Platform {

        private Platform() {
        }

        static String os() {
            final String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            return name.contains("win") ? "win32" : name.contains("mac") ? "macosx" : "linux";
        }

        static String ws() {
            return switch (os()) {
                case "win32" -> "win32";
                case "macosx" -> "cocoa";
                default -> "gtk";
            };
        }

        static String arch() {
            return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        }
    }
}
