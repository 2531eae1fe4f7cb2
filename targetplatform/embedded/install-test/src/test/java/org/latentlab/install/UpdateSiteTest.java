package org.latentlab.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The update site: what it holds, what it asks for, and that it installs. */
class UpdateSiteTest {

    @Test
    void holdsNothingThatStandsInForKnime() throws IOException {
        final Set<String> foreign = SiteMetadata.of(Director.SITE).unitIds().stream()
            .filter(id -> id.startsWith("org.knime") || id.contains("runner")).collect(Collectors.toSet());
        assertEquals(Set.of(), foreign, "units of the embedded platform in the update site");
        try (Stream<Path> plugins = Files.list(Director.SITE.resolve("plugins"))) {
            final List<String> names = plugins.map(p -> p.getFileName().toString()).toList();
            assertTrue(names.stream().allMatch(n -> n.startsWith("org.latentlab.") && !n.contains("runner")),
                "bundles in the update site: " + names);
        }
    }

    @Test
    void asksOnlyForTheTwoBundlesOfKnime() throws IOException {
        assertEquals(Set.of("org.knime.core", "org.knime.core.ui"),
            SiteMetadata.of(Director.SITE).requiredFromElsewhere());
    }

    @Test
    void carriesLicenceAndNotice() throws IOException {
        try (Stream<Path> features = Files.list(Director.SITE.resolve("features"))) {
            final Path feature = features.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
            try (ZipFile zip = new ZipFile(feature.toFile())) {
                for (final String name : List.of("LICENSE", "NOTICE", "licenses/LGPL-2.1.txt")) {
                    final ZipEntry entry = zip.getEntry(name);
                    assertTrue(entry != null && entry.getSize() > 1000, name + " in " + feature.getFileName());
                }
            }
        }
    }

    @Test
    void doesNotInstallWithoutKnime(@TempDir final Path destination) throws Exception {
        final Director.Result result = Director.install(destination, Director.SITE);
        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().contains("org.knime.core"), result.output());
    }

    @Test
    void installsBesideKnimeWithTheNativesOfThisHostAlone(@TempDir final Path destination) throws Exception {
        final Director.Result result = Director.install(destination, Director.SITE, Director.EMBEDDED_SITE);
        assertEquals(0, result.exitCode(), result.output());
        final Set<String> natives = new TreeSet<>();
        try (Stream<Path> plugins = Files.list(destination.resolve("plugins"))) {
            plugins.map(p -> p.getFileName().toString().replaceFirst("_\\d+\\..*", ""))
                .filter(n -> n.startsWith("org.latentlab.libs.dl4j.")).forEach(natives::add);
        }
        assertEquals(Set.of("org.latentlab.libs.dl4j." + Director.Platform.os() + "." + Director.Platform.arch()),
            natives);
    }
}
