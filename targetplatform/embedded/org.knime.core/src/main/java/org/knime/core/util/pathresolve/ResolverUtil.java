package org.knime.core.util.pathresolve;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

import org.latentlab.platform.core.WorkflowDirectory;

/**
 * Turns addresses into local files. KNIME's methods throw an exception of its own that is an {@link IOException}; it is
 * not declared here, so a caller has to handle the wider one.
 */
public final class ResolverUtil {

    public ResolverUtil() {
        // KNIME's has a public constructor
    }

    /**
     * @param uri "file:…", or "knime://knime.workflow/…" for a file in the workflow that is running
     * @return the file, which need not exist; null for an address that is no local file
     * @throws IOException if there is no such place
     */
    public static File resolveURItoLocalFile(final URI uri) throws IOException {
        if (uri == null) {
            throw new IOException("Can't resolve null URI to file");
        }
        if (uri.getScheme() == null) {
            throw new IOException("Can't resolve URI \"" + uri + "\": it does not have a scheme");
        }
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "file":
                try {
                    return new File(uri);
                } catch (final IllegalArgumentException e) {
                    throw new IOException("Can't resolve file URI \"" + uri + "\": " + e.getMessage(), e);
                }
            case "knime":
                return WorkflowDirectory.resolve(uri).toFile();
            default:
                return null;
        }
    }

    /** Like {@link #resolveURItoLocalFile(URI)}; nothing is downloaded here. */
    public static File resolveURItoLocalOrTempFile(final URI uri) throws IOException {
        final var file = resolveURItoLocalFile(uri);
        if (file == null) {
            throw new IOException("Unable to resolve URI \"" + uri + "\" to a local file; download it first.");
        }
        return file;
    }
}
