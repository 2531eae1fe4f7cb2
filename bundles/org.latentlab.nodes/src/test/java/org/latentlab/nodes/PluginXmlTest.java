package org.latentlab.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.latentlab.platform.ui.NodeHandle;
import org.latentlab.platform.ui.ParameterInfo;
import org.latentlab.platform.ui.PortGroup;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What plugin.xml names is there and complete. The working directory is the bundle's. */
final class PluginXmlTest {

    private static final Path FILE = Path.of("plugin.xml");

    private static final Set<String> NAMES = Set.of("Image Dataset Reader", "Synthetic Digits",
        "Gaussian Blobs", "Train VAE", "Train GAN", "Generator at Epoch", "Train Image Classifier",
        "Encode", "Decode", "Latent Sampler",
        "Latent Interpolation", "Latent Traversal", "Attribute Vector",
        "GMM Fit", "Class-Conditional Sampler Fit", "kNN Labeler", "FID/IS/DCA Scorer", "Sample Diagnostics",
        "Blob Counter",
        "Latent Space Plot", "Image Grid", "Training Animation", "Dysfunction Report", "Class Overlap",
        "VAE Comparison", "Model Comparison", "Sampler Comparison");

    private static List<Element> elements(final String tag) throws Exception {
        final NodeList nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(FILE.toFile())
            .getElementsByTagName(tag);
        final List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element)nodes.item(i));
        }
        return elements;
    }

    static Stream<Named<NodeHandle>> namedNodes() throws Exception {
        return nodes().map(node -> Named.of(node.name(), node));
    }

    private static Stream<NodeHandle> nodes() throws Exception {
        final List<NodeHandle> nodes = new ArrayList<>();
        for (final Element element : elements("node")) {
            nodes.add(NodeHandle.of((DefaultNodeFactory)Class.forName(element.getAttribute("factory-class"))
                .getConstructor().newInstance()));
        }
        return nodes.stream();
    }

    private static Object create(final String className) throws Exception {
        return Class.forName(className).getConstructor().newInstance();
    }

    @Test
    void allNodesAreThereUnderTheirNamesAndInTheCategory() throws Exception {
        assertEquals(NAMES, nodes().map(NodeHandle::name).collect(Collectors.toSet()));
        final Element category = elements("category").get(0);
        assertEquals("/community", category.getAttribute("path"));
        assertNotNull(getClass().getClassLoader().getResource(category.getAttribute("icon")));
        for (final Element node : elements("node")) {
            assertEquals("/community/" + category.getAttribute("level-id"), node.getAttribute("category-path"));
        }
    }

    @ParameterizedTest
    @MethodSource("namedNodes")
    void aNodeIsDescribedCompletely(final NodeHandle node) throws Exception {
        assertEquals(List.of(), node.problems(), node.name());
        assertTrue(node.fullDescription().length() > 300, node.name() + " is described too briefly");
        assertTrue(node.shortDescription().length() < 130, node.name() + ": the short description is too long");
        assertTrue(node.keywords().size() >= 3, node.name() + " has too few keywords");
        for (final PortGroup port : Stream.concat(node.inputGroups().stream(), node.outputGroups().stream()).toList()) {
            assertTrue(port.description().length() > 10, node.name() + ": port " + port.name() + " is not described");
        }
        for (final ParameterInfo parameter : node.parameters()) {
            assertFalse(parameter.title().isBlank(), node.name() + ": " + parameter.path() + " has no title");
            assertTrue(parameter.description().length() > 10,
                node.name() + ": " + parameter.path() + " is not described");
        }
        final var icon = ImageIO.read(node.icon());
        assertEquals(16, icon.getWidth(), node.name());
        assertEquals(16, icon.getHeight(), node.name());
    }

    @ParameterizedTest
    @MethodSource("namedNodes")
    void theDefaultsOfANodePassItsChecks(final NodeHandle node) throws Exception {
        if (node.parametersClass() != null) {
            final var constructor = node.parametersClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            ((NodeParameters)constructor.newInstance()).validate();
        }
    }

    @Test
    void everyNodesPackageIsExported() throws Exception {
        final List<String> exported;
        try (InputStream file = Files.newInputStream(Path.of("META-INF", "MANIFEST.MF"))) {
            exported =
                List.of(new Manifest(file).getMainAttributes().getValue("Export-Package").split(",\\s*"));
        }
        assertEquals(exported.stream().sorted().toList(), exported);
        for (final Element node : elements("node")) {
            final String factory = node.getAttribute("factory-class");
            assertTrue(exported.contains(factory.substring(0, factory.lastIndexOf('.'))), factory);
        }
    }

    @Test
    void portTypesHaveTheirClassesAndSerializers() throws Exception {
        assertEquals(8, elements("portType").size());
        for (final Element type : elements("portType")) {
            assertTrue(PortObject.class.isAssignableFrom(Class.forName(type.getAttribute("objectClass"))));
            assertTrue(PortObjectSpec.class.isAssignableFrom(Class.forName(type.getAttribute("specClass"))));
            assertTrue(create(type.getAttribute("objectSerializer")) instanceof PortObjectSerializer);
            assertTrue(create(type.getAttribute("specSerializer")) instanceof PortObjectSpecSerializer);
            assertTrue(type.getAttribute("color").matches("#[0-9a-f]{6}"));
        }
    }

    @Test
    void thePreferenceInitializerIsThere() throws Exception {
        assertTrue(
            create(elements("initializer").get(0).getAttribute("class")) instanceof AbstractPreferenceInitializer);
    }
}
