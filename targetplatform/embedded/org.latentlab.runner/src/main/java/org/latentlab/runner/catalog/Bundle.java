package org.latentlab.runner.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * A plug-in as its manifest names it; what KNIME writes of it into a node's settings.
 *
 * @param symbolicName e.g. org.latentlab.nodes
 * @param name e.g. "LatentLab nodes"
 * @param vendor e.g. "LatentLab"
 * @param version e.g. "0.1.0" (without the qualifier that the build appends)
 */
public record Bundle(String symbolicName, String name, String vendor, String version) {

    /**
     * @param root where the plug-in's plugin.xml lies
     * @return what META-INF/MANIFEST.MF beside it says; the names are empty where there is none
     * @throws IOException if the manifest cannot be read
     */
    static Bundle read(final URL root) throws IOException {
        final URL url = new URL(root, "META-INF/MANIFEST.MF");
        final Manifest manifest;
        try (InputStream in = url.openStream()) {
            manifest = new Manifest(in);
        } catch (java.io.FileNotFoundException e) {
            return new Bundle("", "", "", "0.0.0");
        }
        final Attributes main = manifest.getMainAttributes();
        return new Bundle(value(main, "Bundle-SymbolicName").replaceAll(";.*", "").strip(), value(main, "Bundle-Name"),
            value(main, "Bundle-Vendor"), value(main, "Bundle-Version").replaceFirst("^(\\d+\\.\\d+\\.\\d+)\\..*", "$1"));
    }

    private static String value(final Attributes attributes, final String name) {
        final String value = attributes.getValue(name);
        return value == null ? "" : value.strip();
    }
}
