package org.knime.core.node.config.base;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The XML form of a settings tree, character for character as KNIME writes it: four spaces of indent, values in
 * attributes, control characters as "%%" and five decimal digits.
 */
final class ConfigXml {

    private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final String NAMESPACES = " xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
        + " http://www.knime.org/XMLConfig_2008_09.xsd\"";

    private ConfigXml() {
    }

    static void write(final ConfigBase config, final OutputStream out) throws IOException {
        try (var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            writer.write(HEADER);
            write(config, NAMESPACES, "", writer);
        }
    }

    private static void write(final ConfigBase config, final String namespaces, final String indent,
        final Writer writer) throws IOException {
        writer.write(indent + "<config" + namespaces + " key=\"" + attribute(config.getKey()) + "\"");
        final var saved = config.keySet().stream().map(config::getEntry)
            .filter(e -> e.type() != EntryType.xtransientstring).toList();
        if (saved.isEmpty()) {
            writer.write("/>\n");
            return;
        }
        writer.write(">\n");
        for (final var entry : saved) {
            if (entry instanceof ConfigBase sub) {
                write(sub, "", indent + "    ", writer);
            } else {
                writer.write(indent + "    " + element(entry));
            }
        }
        writer.write(indent + "</config>\n");
    }

    private static String element(final AbstractConfigEntry entry) {
        final var value = entry.toStringValue();
        return "<entry key=\"" + attribute(entry.getKey()) + "\" type=\"" + entry.type() + "\""
            + (value == null ? " isnull=\"true\" value=\"\"" : " value=\"" + attribute(escape(value)) + "\"") + "/>\n";
    }

    private static String attribute(final String text) {
        final var result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                default -> {
                    if (c < 32 || c >= 127 && c < 160 || c == 0x2028 || c > 0xffff) {
                        result.append("&#").append(c).append(';');
                    } else {
                        result.appendCodePoint(c);
                    }
                }
            }
        });
        return result.toString();
    }

    /** Control characters, surrogates and all above, and the first of two percent signs are written as numbers. */
    static String escape(final String text) {
        final var result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c < 32 || c > 0xd7ff || c == '%' && i + 1 < text.length() && text.charAt(i + 1) == '%') {
                result.append(String.format("%%%%%05d", (int)c));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    static String unescape(final String text) {
        final var result = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (text.startsWith("%%", i) && isNumber(text, i + 2)) {
                result.append((char)Integer.parseInt(text.substring(i + 2, i + 7)));
                i += 7;
            } else {
                result.append(text.charAt(i++));
            }
        }
        return result.toString();
    }

    private static boolean isNumber(final String text, final int start) {
        return start + 5 <= text.length()
            && text.chars().skip(start).limit(5).allMatch(c -> c >= '0' && c <= '9');
    }

    static void read(final ConfigBase config, final InputStream in) throws IOException {
        try (in) {
            final var factory = SAXParserFactory.newInstance();
            factory.setValidating(false);
            final var source = new InputSource(in);
            source.setEncoding("UTF-8");
            factory.newSAXParser().parse(source, new Reader(config));
        } catch (final SAXException | ParserConfigurationException e) {
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        }
    }

    static void copy(final ConfigBase from, final ConfigBase to) {
        for (final var key : from) {
            final var entry = from.getEntry(key);
            if (entry instanceof ConfigBase sub) {
                copy(sub, to.addConfigBase(key));
            } else {
                to.addEntry(new ValueEntry(entry.type(), key, entry.toStringValue()));
            }
        }
    }

    /** Puts what is parsed into a tree; nothing outside the document is ever fetched. */
    private static final class Reader extends DefaultHandler {

        private final ConfigBase m_root;

        private final Deque<ConfigBase> m_open = new ArrayDeque<>();

        Reader(final ConfigBase root) {
            m_root = root;
        }

        @Override
        public InputSource resolveEntity(final String publicId, final String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public void startElement(final String uri, final String localName, final String name,
            final Attributes attributes) throws SAXException {
            final var key = attributes.getValue("key");
            if ("config".equals(name) && m_open.isEmpty()) {
                m_root.setKey(key);
                m_open.push(m_root);
            } else if ("config".equals(name)) {
                m_open.push(m_open.peek().addConfigBase(key));
            } else if ("entry".equals(name) && !m_open.isEmpty()) {
                m_open.peek().addEntry(entry(key, attributes));
            } else {
                throw new SAXException("\"" + name + "\" is not a valid tag name here.");
            }
        }

        private static ValueEntry entry(final String key, final Attributes attributes) throws SAXException {
            final var type = attributes.getValue("type");
            final var isNull = "true".equals(attributes.getValue("isnull"));
            final var value = attributes.getValue("value");
            try {
                return new ValueEntry(EntryType.valueOf(type), key, isNull ? null : unescape(value));
            } catch (final IllegalArgumentException | NullPointerException e) {
                throw new SAXException(
                    "The value '" + value + "' of type '" + type + "' for key '" + key + "' cannot be read.", e);
            }
        }

        @Override
        public void endElement(final String uri, final String localName, final String name) {
            if ("config".equals(name) && m_open.size() > 1) {
                m_open.pop();
            }
        }
    }
}
