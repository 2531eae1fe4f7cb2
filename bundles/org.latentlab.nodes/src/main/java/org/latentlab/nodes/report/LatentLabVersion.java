package org.latentlab.nodes.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of this bundle. */
final class LatentLabVersion {

    private static final String BUNDLE = "org.latentlab.nodes";

    private LatentLabVersion() {
    }

    /** @return for instance "0.1.0.202611201200"; "in development" where the classes were not packed into a bundle */
    static String get() {
        try {
            for (final URL url : Collections.list(
                LatentLabVersion.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    final Attributes attributes = new Manifest(in).getMainAttributes();
                    final String name = attributes.getValue("Bundle-SymbolicName");
                    if (name != null && name.split(";")[0].strip().equals(BUNDLE)) {
                        return attributes.getValue("Bundle-Version");
                    }
                }
            }
        } catch (IOException e) { // NOSONAR: an unreadable jar on the class path is not the report's concern
            return "unknown";
        }
        return "in development";
    }
}
