package org.latentlab.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.install.probe.TrainingProbe;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The bundles as the director installs them, started in Equinox, KNIME's own framework. */
class InstalledBundlesTest {

    @Test
    void trainAndDrawInOsgiWithoutAContextClassLoader(@TempDir final Path directory) throws Exception {
        final Path installation = directory.resolve("installation");
        final Director.Result result = Director.install(installation, Director.SITE, Director.EMBEDDED_SITE);
        assertEquals(0, result.exitCode(), result.output());
        final Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, directory.resolve("storage").toString(), "osgi.os",
                Director.Platform.os(), "osgi.ws", Director.Platform.ws(), "osgi.arch", Director.Platform.arch()));
        framework.start();
        try {
            final List<Bundle> bundles = install(framework, installation.resolve("plugins"));
            final Bundle probe = framework.getBundleContext()
                .installBundle(probeBundle(directory.resolve("probe.jar")).toUri().toString());
            for (final Bundle bundle : bundles) {
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start();
                    assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.getSymbolicName());
                }
            }
            nodesLoad(bundles);
            final Callable<?> training = (Callable<?>)probe.loadClass(TrainingProbe.class.getName())
                .getDeclaredConstructor().newInstance();
            assertTrue(training.getClass() != TrainingProbe.class, "the probe must be the bundle's, not the test's");
            final ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                final String said = String.valueOf(thread.submit(training).get());
                assertTrue(said.startsWith("CPU "), said);
                assertTrue(said.endsWith("; product 7 22; loss positive; chart drawn"), said);
            } finally {
                thread.shutdownNow();
            }
        } finally {
            framework.stop();
            framework.waitForStop(30_000);
        }
    }

    private static void nodesLoad(final List<Bundle> bundles) throws ReflectiveOperationException {
        final Bundle nodes = bundles.stream().filter(b -> "org.latentlab.nodes".equals(b.getSymbolicName())).findFirst()
            .orElseThrow();
        final Object factory = nodes.loadClass("org.latentlab.nodes.trainvae.TrainVaeNodeFactory")
            .getDeclaredConstructor().newInstance();
        assertEquals("org.latentlab.nodes.trainvae.TrainVaeNodeFactory", factory.getClass().getName());
    }

    private static List<Bundle> install(final Framework framework, final Path plugins)
        throws IOException, BundleException {
        final List<Bundle> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(plugins)) {
            for (final Path file : files.sorted().toList()) {
                if (!file.getFileName().toString().contains(".source_")) {
                    bundles.add(framework.getBundleContext().installBundle("reference:" + file.toUri()));
                }
            }
        }
        return bundles;
    }

    private static Path probeBundle(final Path jar) throws IOException {
        final Manifest manifest = new Manifest();
        final Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "org.latentlab.install.probe");
        main.putValue(Constants.REQUIRE_BUNDLE, "org.latentlab.engine,org.latentlab.libs.dl4j");
        final String entry = TrainingProbe.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = TrainingProbe.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
