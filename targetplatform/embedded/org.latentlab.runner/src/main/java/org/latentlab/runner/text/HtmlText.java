package org.latentlab.runner.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little HTML that node descriptions are written in, as text for a terminal. */
public final class HtmlText {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>");

    private static final Pattern ENTITY = Pattern.compile("&(#x?[0-9a-fA-F]+|[a-zA-Z]+);");

    private HtmlText() {
    }

    /**
     * @param html text with p, br, ul, ol, li, h1 to h6 and inline elements; of others the text stays
     * @param width most characters in a line
     * @param indent what every line begins with
     * @return the lines: paragraphs with a blank line between, list items with a bullet
     */
    public static List<String> lines(final String html, final int width, final String indent) {
        final List<String> lines = new ArrayList<>();
        for (String block : blocks(html)) {
            final boolean item = block.startsWith("\u2022 ");
            if (!lines.isEmpty() && !(item && lines.get(lines.size() - 1).startsWith(indent + " "))) {
                lines.add("");
            }
            if (item) {
                final List<String> wrapped = Words.wrap(block.substring(2), width, indent + "    ");
                lines.add(indent + "  \u2022 " + wrapped.get(0).strip());
                lines.addAll(wrapped.subList(1, wrapped.size()));
            } else {
                lines.addAll(Words.wrap(block, width, indent));
            }
        }
        return lines;
    }

    /** Paragraphs and list items, in order; an item begins with a bullet and a blank. */
    private static List<String> blocks(final String html) {
        final List<String> blocks = new ArrayList<>();
        final StringBuilder block = new StringBuilder();
        final Matcher tag = TAG.matcher(html);
        int from = 0;
        while (tag.find()) {
            block.append(html, from, tag.start());
            from = tag.end();
            switch (tag.group(2).toLowerCase(Locale.ROOT)) {
                case "p", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "dl", "dt", "dd" ->
                    flush(block, blocks);
                case "li" -> {
                    flush(block, blocks);
                    block.append(tag.group(1).isEmpty() ? "\u2022 " : "");
                }
                case "br" -> block.append('\u0001');
                case "td", "th" -> block.append(' ');
                default -> {
                    // inline: the text alone
                }
            }
        }
        block.append(html.substring(from));
        flush(block, blocks);
        return blocks;
    }

    private static void flush(final StringBuilder block, final List<String> blocks) {
        final String text = unescape(block.toString().replaceAll("\\s+", " ").strip().replace('\u0001', '\n'));
        if (!text.isBlank() && !text.equals("\u2022")) {
            blocks.add(text);
        }
        block.setLength(0);
    }

    private static String unescape(final String text) {
        return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
    }

    private static String character(final String entity) {
        if (entity.startsWith("#")) {
            final boolean hexadecimal = entity.charAt(1) == 'x';
            try {
                return Character
                    .toString(Integer.parseInt(entity.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10));
            } catch (IllegalArgumentException e) {
                return "&" + entity + ";";
            }
        }
        return switch (entity) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "nbsp" -> " ";
            case "times" -> "\u00d7";
            case "ndash" -> "\u2013";
            case "mdash" -> "\u2014";
            case "minus" -> "\u2212";
            default -> "&" + entity + ";";
        };
    }
}
