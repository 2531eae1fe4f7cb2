package org.latentlab.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultNode;

/** Holds every type that the two bundles declare under org.knime against the signatures of KNIME's own releases. */
class ApiConformanceTest {

    private static final Path API = Path.of(System.getenv().getOrDefault("LATENTLAB_KNIME_API",
        Path.of("..", "..", "..", "..", "shared", "knime-api").toString()));

    private static Map<String, ApiType> api() throws IOException {
        assumeTrue(Files.isDirectory(API), "KNIME's signatures are not at " + API.toAbsolutePath().normalize()
            + "; set LATENTLAB_KNIME_API to where they are");
        return ApiFiles.read(API);
    }

    private static List<Class<?>> declared(final Class<?> ofBundle)
        throws IOException, URISyntaxException, ClassNotFoundException {
        final var location = Path.of(ofBundle.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(location)) {
            return declared(location);
        }
        try (var jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
            return declared(jar.getPath("/"));
        }
    }

    private static List<Class<?>> declared(final Path root) throws IOException, ClassNotFoundException {
        final List<String> names;
        try (var files = Files.walk(root.resolve("org").resolve("knime"))) {
            names = files.map(f -> root.relativize(f).toString()).filter(f -> f.endsWith(".class"))
                .map(f -> f.substring(0, f.length() - 6).replace('/', '.').replace('\\', '.')).sorted().toList();
        }
        final var result = new ArrayList<Class<?>>();
        for (final var name : names) {
            final var type = Class.forName(name, false, ApiConformanceTest.class.getClassLoader());
            if (isVisible(type)) {
                result.add(type);
            }
        }
        return result;
    }

    private static boolean isVisible(final Class<?> type) {
        return JavapForm.isVisible(type.getModifiers())
            && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static List<Class<?>> declared() throws IOException, URISyntaxException, ClassNotFoundException {
        final var types = new ArrayList<>(declared(BufferedDataTable.class));
        declared(DefaultNode.class).stream().filter(t -> !types.contains(t)).forEach(types::add);
        return types;
    }

    @Test
    void everythingDeclaredIsDeclaredByKnimeInTheSameForm() throws Exception {
        final var api = api();
        final var declared = declared();
        assertTrue(declared.size() > 150, "only " + declared.size() + " types found");
        assertEquals(List.of(), ApiDeviations.find(api, declared));
    }

    @Test
    void everyDeclaredPackageIsExported() throws Exception {
        final var manifests = Files.readString(Path.of("META-INF", "MANIFEST.MF"))
            + Files.readString(Path.of("..", "org.knime.core", "META-INF", "MANIFEST.MF"));
        for (final var type : declared()) {
            assertTrue(manifests.matches("(?s).*[ ,]" + type.getPackageName().replace(".", "\\.") + "[,\r\n].*"),
                type.getPackageName() + " is not exported");
        }
    }

    private static List<String> deviations(final Class<?> type, final String... lines) {
        final var api = new HashMap<String, ApiType>();
        ApiFiles.read(Arrays.asList(lines), api);
        return ApiDeviations.find(api, List.of(type));
    }

    /** A type to compare with signatures that differ from it. */
    public abstract static class Sample implements Comparable<RowKey> {

        protected Sample(final String name) {
        }

        public <T extends DataRow> List<? super T> find(final T[] rows, final int... indices) throws IOException {
            return null;
        }
    }

    private static final String HEADER =
        "public abstract class org.latentlab.platform.api.ApiConformanceTest$Sample implements "
            + "java.lang.Comparable<org.knime.core.data.RowKey> {";

    private static final String CONSTRUCTOR =
        "  protected org.latentlab.platform.api.ApiConformanceTest$Sample(String);";

    private static final String METHOD =
        "  public <T extends org.knime.core.data.DataRow> java.util.List<? super T> find(T[], int...)"
            + " throws java.io.IOException;";

    @Test
    void aTypeThatIsAsTheSignaturesSayDoesNotDeviate() {
        assertEquals(List.of(), deviations(Sample.class, HEADER, CONSTRUCTOR, METHOD, "  public int more();", "}"));
    }

    @Test
    void aTypeThatIsNotInTheSignaturesDeviates() {
        assertEquals(List.of(Sample.class.getName() + " is no public type of the API"),
            deviations(Sample.class, "public class org.knime.Other {", "}"));
    }

    @Test
    void aMemberThatIsMissingInTheSignaturesDeviates() {
        assertEquals(1, deviations(Sample.class, HEADER, CONSTRUCTOR, "}").size());
    }

    @Test
    void anotherModifierExceptionTypeOrBoundDeviates() {
        for (final var other : List.of(METHOD.replace("public", "protected"), METHOD.replace("public", "public final"),
            METHOD.replace(" throws java.io.IOException", ""), METHOD.replace("int...", "int[]"),
            METHOD.replace("? super T", "T"), METHOD.replace("T extends org.knime.core.data.DataRow", "T"))) {
            assertEquals(1, deviations(Sample.class, HEADER, CONSTRUCTOR, other, "}").size(), other);
        }
    }

    @Test
    void anotherHeaderDeviates() {
        for (final var other : List.of(HEADER.replace("abstract ", ""),
            HEADER.replace("Sample implements", "Sample extends java.util.Random implements"),
            HEADER.replace("Comparable<org.knime.core.data.RowKey>", "Comparable<String>"),
            HEADER.replace("Comparable<", "Iterable<"))) {
            assertTrue(deviations(Sample.class, other, CONSTRUCTOR, METHOD, "}").size() > 0, other);
        }
    }

    @Test
    void anAbstractMethodThatAnAuthorWouldHaveToImplementIsMissed() {
        assertEquals(List.of(Sample.class.getName() + " lacks: public abstract int more();"),
            deviations(Sample.class, HEADER, CONSTRUCTOR, METHOD, "  public abstract int more();", "}"));
    }
}
