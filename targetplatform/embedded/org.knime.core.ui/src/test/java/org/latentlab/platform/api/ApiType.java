package org.latentlab.platform.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A type as a signature file has it.
 *
 * @param header modifiers, kind, name, type parameters and super-class
 * @param interfaces implemented or, by an interface, extended
 * @param members one line each
 */
record ApiType(String header, List<String> interfaces, Set<String> members) {

    /** @param line of a signature file, from "public" to "{" */
    static ApiType of(final String line) {
        final var text = line.replaceAll(" \\{$", "").replace("synchronized ", "");
        final int implemented = indexAtTopLevel(text, " implements ");
        final int extended = indexAtTopLevel(text, " extends ");
        final boolean isInterface = text.matches("^(public |protected |abstract |static )*interface .*");
        if (isInterface) {
            return extended < 0 ? new ApiType(text, List.of(), new LinkedHashSet<>())
                : new ApiType(text.substring(0, extended), split(text.substring(extended + 9)), new LinkedHashSet<>());
        }
        return implemented < 0 ? new ApiType(text, List.of(), new LinkedHashSet<>())
            : new ApiType(text.substring(0, implemented), split(text.substring(implemented + 12)),
                new LinkedHashSet<>());
    }

    private static int indexAtTopLevel(final String text, final String wanted) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth == 0 && text.startsWith(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> split(final String types) {
        final var result = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= types.length(); i++) {
            final char c = i == types.length() ? ',' : types.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                result.add(types.substring(start, i).trim());
                start = i + 1;
            }
        }
        return result;
    }
}
