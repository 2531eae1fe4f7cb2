package org.latentlab.engine.report;

import java.util.Base64;
import java.util.List;

/** Writes HTML. Whatever text it is given is escaped; only tags and attributes of its own are markup. */
final class Html {

    private final StringBuilder m_text = new StringBuilder();

    /**
     * @param text any text
     * @return the same as HTML text or attribute value; control characters that HTML forbids become �
     */
    static String escape(final String text) {
        final StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' || c == 0x7f ? '\ufffd' : c);
            }
        }
        return out.toString();
    }

    /**
     * Begins a page: all up to the end of its header.
     *
     * @param title of the page
     * @param introduction a paragraph below it; blank for none
     * @param style CSS beyond that of all reports; may be empty
     * @param contents what the page holds: the id and the heading of each section
     */
    Html beginPage(final String title, final String introduction, final String style, final List<String[]> contents) {
        raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n").element("title", title)
            .raw("<style>\n").raw(ReportStyle.CSS).raw(style).raw("</style>\n</head>\n<body>\n<main>\n<header>")
            .element("h1", title);
        if (!introduction.isBlank()) {
            element("p", "lead", introduction);
        }
        raw("<nav>");
        contents.forEach(c -> raw("<a href=\"#" + c[0] + "\">").text(c[1]).raw("</a>"));
        return raw("</nav></header>\n");
    }

    /** Ends what {@link #beginPage} began. */
    Html endPage() {
        return raw("<footer>").text("Written by LatentLab. This page stands alone: it loads nothing and runs no script.")
            .raw("</footer>\n</main>\n</body>\n</html>\n");
    }

    /**
     * Begins a section.
     *
     * @param contents receives its id and heading
     * @param id what the contents lead to
     * @param title its heading
     * @param introduction a paragraph below it; empty for none
     */
    Html section(final List<String[]> contents, final String id, final String title, final String introduction) {
        contents.add(new String[]{id, title});
        raw("<h2 id=\"" + id + "\">").text(title).raw("</h2>\n");
        return introduction.isEmpty() ? this : element("p", introduction);
    }

    /** A column of settings below a heading; nothing where there are none. */
    Html keyValues(final String title, final List<KeyValue> values) {
        if (values.isEmpty()) {
            return this;
        }
        raw("<div>").element("h3", title).raw("<dl class=\"settings\">\n");
        values.forEach(v -> element("dt", v.key()).element("dd", v.value()));
        return raw("</dl></div>\n");
    }

    /** Markup of the report's own; never what comes from data. */
    Html raw(final String markup) {
        m_text.append(markup);
        return this;
    }

    Html text(final String text) {
        m_text.append(escape(text));
        return this;
    }

    /** An element with text. */
    Html element(final String name, final String text) {
        return element(name, "", text);
    }

    /** An element with a class and text. */
    Html element(final String name, final String style, final String text) {
        open(name, style);
        text(text);
        return close(name);
    }

    Html open(final String name, final String style) {
        m_text.append('<').append(name);
        if (!style.isEmpty()) {
            m_text.append(" class=\"").append(style).append('"');
        }
        m_text.append('>');
        return this;
    }

    Html close(final String name) {
        m_text.append("</").append(name).append('>');
        if (!name.equals("td") && !name.equals("th") && !name.equals("span")) {
            m_text.append('\n');
        }
        return this;
    }

    Html image(final String mediaType, final byte[] data, final String alternative) {
        m_text.append("<img alt=\"").append(escape(alternative)).append("\" src=\"data:").append(mediaType)
            .append(";base64,").append(Base64.getEncoder().encodeToString(data)).append("\">");
        return this;
    }

    @Override
    public String toString() {
        return m_text.toString();
    }
}
