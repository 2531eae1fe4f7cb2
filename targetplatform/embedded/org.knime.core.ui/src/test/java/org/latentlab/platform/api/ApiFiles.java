package org.latentlab.platform.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The signatures that KNIME's releases have in common, read from a directory with a file per package. */
final class ApiFiles {

    private static final Pattern HEADER =
        Pattern.compile("^(?:public|protected) .*?\\b(?:class|interface) ([\\w.$]+).*\\{$");

    /** Exceptions of packages that are not public cannot be declared; a throws clause is no part of linking. */
    private static final Pattern INTERNAL_EXCEPTION =
        Pattern.compile("(, |throws )org\\.knime\\.core\\.webui\\.[\\w.$]+");

    private ApiFiles() {
    }

    static Map<String, ApiType> read(final Path directory) throws IOException {
        final var types = new HashMap<String, ApiType>();
        try (var files = Files.newDirectoryStream(directory, "org.*.txt")) {
            for (final var file : files) {
                read(Files.readAllLines(file), types);
            }
        }
        return types;
    }

    static void read(final List<String> lines, final Map<String, ApiType> types) {
        ApiType current = null;
        for (final var line : lines) {
            final var header = HEADER.matcher(line);
            if (header.matches()) {
                current = ApiType.of(line);
                types.put(header.group(1), current);
            } else if (current != null && line.startsWith("  ")) {
                current.members().add(member(line.trim()));
            }
        }
    }

    private static String member(final String line) {
        // a package that is not public; where it is thrown, its super-class is declared, which asks more of a caller
        var text = line.replace("synchronized ", "")
            .replace("org.knime.core.util.exception.ResourceAccessException", "java.io.IOException");
        text = INTERNAL_EXCEPTION.matcher(text).replaceAll(m -> m.group(1).equals(", ") ? "" : "throws ");
        return text.replaceAll("throws , ", "throws ").replaceAll(" throws ;$", ";");
    }
}
