package org.latentlab.runner.nodes;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;

import org.latentlab.runner.RunnerException;
import org.latentlab.runner.catalog.NodeCatalog;

/** A plug-in that declares the test nodes, in a directory of its own. */
public final class TestPlugin {

    private static final List<String> NODES = List.of("Source", "Pass", "Join", "Images");

    private TestPlugin() {
    }

    /**
     * @param directory where to write the plug-in's files
     * @return a catalog with its nodes and no others
     */
    public static NodeCatalog catalog(final Path directory) throws IOException, RunnerException {
        final String path = TestPlugin.class.getPackageName();
        final StringBuilder nodes = new StringBuilder();
        for (String node : NODES) {
            nodes.append("<node category-path=\"/community/test\" factory-class=\"" + path + ".Test" + node
                + "NodeFactory\"/>\n");
        }
        Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(directory.resolve("plugin.xml"), "<?xml version=\"1.0\"?>\n<plugin>\n"
            + "<extension point=\"org.knime.workbench.repository.categories\">"
            + "<category path=\"/community\" level-id=\"test\" name=\"Tests\"/></extension>\n"
            + "<extension point=\"org.knime.workbench.repository.nodes\">\n" + nodes + "</extension>\n"
            + "<extension point=\"org.knime.core.PortType\"><portType name=\"Test File\" color=\"#208020\""
            + " objectClass=\"" + path + ".TestFilePortObject\" specClass=\"" + path + ".TestFilePortObjectSpec\""
            + " specSerializer=\"" + path + ".TestFilePortObjectSpec$Serializer\"/></extension>\n</plugin>\n");
        Files.writeString(directory.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\n"
            + "Bundle-SymbolicName: org.latentlab.runner.tests;singleton:=true\nBundle-Name: Test nodes\n"
            + "Bundle-Vendor: LatentLab\nBundle-Version: 1.2.3.qualifier\n");
        return NodeCatalog.load(new URLClassLoader(new URL[]{directory.toUri().toURL()},
            TestPlugin.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(final String name) throws IOException {
                // not the plug-ins that happen to be on the tests' class path
                return findResources(name);
            }
        });
    }
}
