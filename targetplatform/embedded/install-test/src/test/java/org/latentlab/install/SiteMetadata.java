package org.latentlab.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a p2 site says of itself: its units, what they provide and what they cannot do without. */
final class SiteMetadata {

    private final List<Element> m_units;

    private SiteMetadata(final List<Element> units) {
        m_units = units;
    }

    static SiteMetadata of(final Path site) throws IOException {
        try (ZipFile zip = new ZipFile(site.resolve("content.jar").toFile());
                InputStream in = zip.getInputStream(zip.getEntry("content.xml"))) {
            final Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            return new SiteMetadata(elements(document.getElementsByTagName("unit")));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("The site's content.xml cannot be read: " + e.getMessage(), e);
        }
    }

    Set<String> unitIds() {
        final Set<String> ids = new TreeSet<>();
        m_units.forEach(u -> ids.add(u.getAttribute("id")));
        return ids;
    }

    /** @return the names of bundles and packages that the site's units require, that none of them provides */
    Set<String> requiredFromElsewhere() {
        final Set<String> provided = new TreeSet<>();
        final Set<String> required = new TreeSet<>();
        for (final Element unit : m_units) {
            for (final Element p : elements(unit.getElementsByTagName("provided"))) {
                provided.add(p.getAttribute("namespace") + " " + p.getAttribute("name"));
            }
            for (final Element r : elements(unit.getElementsByTagName("required"))) {
                if (r.hasAttribute("name") && !"true".equals(r.getAttribute("optional"))) {
                    required.add(r.getAttribute("namespace") + " " + r.getAttribute("name"));
                }
            }
        }
        required.removeAll(provided);
        final Set<String> names = new TreeSet<>();
        required.stream().filter(r -> r.startsWith("osgi.bundle ") || r.startsWith("java.package ")
            || r.startsWith("org.eclipse.equinox.p2.iu ")).forEach(r -> names.add(r.substring(r.indexOf(' ') + 1)));
        return names;
    }

    private static List<Element> elements(final NodeList nodes) {
        final List<Element> list = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            list.add((Element)nodes.item(i));
        }
        return list;
    }
}
