package org.latentlab.engine.backend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The class loader ND4J looks its services up with. It sees what the library bundle sees, whatever the thread's context
 * class loader is, but names one backend only: ND4J takes the backend of the highest priority it finds, and a
 * preference has no other way to say which.
 */
final class BackendClassLoader extends ClassLoader {

    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    private final String m_backendClass;

    /**
     * @param parent the class loader of the ND4J library
     * @param backendClass the one backend to be found
     */
    BackendClassLoader(final ClassLoader parent, final String backendClass) {
        super("latentlab-backend", parent);
        m_backendClass = backendClass;
    }

    @Override
    public Enumeration<URL> getResources(final String name) throws IOException {
        return name.equals(SERVICE) ? Collections.enumeration(Collections.singleton(serviceFile()))
            : super.getResources(name);
    }

    @Override
    public URL getResource(final String name) {
        return name.equals(SERVICE) ? serviceFile() : super.getResource(name);
    }

    @SuppressWarnings("deprecation") // URL.of, its successor, came with Java 20
    private URL serviceFile() {
        try {
            return new URL(null, "latentlab:" + SERVICE, new OneLine(m_backendClass));
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException("A URL with its own handler is never malformed.", e);
        }
    }

    private static final class OneLine extends URLStreamHandler {

        private final byte[] m_line;

        OneLine(final String line) {
            m_line = (line + "\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected URLConnection openConnection(final URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    // nothing to connect to
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(m_line);
                }
            };
        }
    }
}
