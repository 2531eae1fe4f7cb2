package org.latentlab.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.Rng;

class ModelArchiveTest {

    @TempDir
    private Path m_directory;

    private static Map<String, Object> manifest() {
        final Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("zeta", "first, and \"quoted\" – é\n");
        manifest.put("alpha", -3);
        manifest.put("seed", Long.MIN_VALUE);
        manifest.put("rate", 1e-4);
        manifest.put("whole", 2.0);
        manifest.put("single", 0.1f);
        manifest.put("flag", true);
        manifest.put("none", null);
        manifest.put("shape", new int[]{1, 28, 28});
        manifest.put("history", List.of(Map.of("loss", 151.25, "epoch", 1), Map.of("loss", Double.NaN, "epoch", 2)));
        manifest.put("empty", List.of());
        manifest.put("inner", Map.of());
        return manifest;
    }

    private static List<Tensor> tensors() {
        final Rng rng = new Rng(1);
        final float[] weights = new float[200 * 333];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float)rng.nextGaussian();
        }
        return List.of(new Tensor("encoder.0.weight", new int[]{200, 333}, weights),
            new Tensor("b", new int[]{3}, new float[]{-0f, Float.MIN_VALUE, Float.MAX_VALUE}),
            new Tensor("step", new int[0], new float[]{7}));
    }

    private Path write(final Map<String, Object> manifest, final List<Tensor> tensors) throws IOException {
        final Path file = m_directory.resolve("a model – ü.zip");
        ModelArchive.write(file, "vae", manifest, tensors);
        return file;
    }

    private List<String> files() throws IOException {
        try (var list = Files.list(m_directory)) {
            return list.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsWrittenComesBack() throws IOException {
        final ModelArchive read = ModelArchive.read(write(manifest(), tensors()), "vae");
        assertEquals("vae", read.kind());
        assertEquals(tensors(), List.copyOf(read.tensors().values()));
        assertEquals(List.of("encoder.0.weight", "b", "step"), List.copyOf(read.tensors().keySet()));
        assertEquals(Float.floatToRawIntBits(-0f),
            Float.floatToRawIntBits(read.tensors().get("b").values()[0]), "the bits, not only the value");
        assertEquals(List.copyOf(manifest().keySet()), List.copyOf(read.manifest().keySet()), "in the order given");
        final Map<String, Object> found = read.manifest();
        assertEquals("first, and \"quoted\" – é\n", found.get("zeta"));
        assertEquals(-3L, found.get("alpha"));
        assertEquals(Long.MIN_VALUE, found.get("seed"));
        assertEquals(1e-4, found.get("rate"));
        assertEquals(2.0, found.get("whole"));
        assertEquals(0.1, found.get("single"));
        assertEquals(true, found.get("flag"));
        assertTrue(found.containsKey("none") && found.get("none") == null);
        assertEquals(List.of(1L, 28L, 28L), found.get("shape"));
        assertEquals(List.of(), found.get("empty"));
        assertEquals(Map.of(), found.get("inner"));
        assertEquals(List.of("a model – ü.zip"), files(), "nothing beside the model");
    }

    @Test
    void theManifestIsReadWithChecks() throws IOException {
        final Path file = write(manifest(), tensors());
        final ManifestView view = ManifestView.of(ModelArchive.read(file, "vae"), file);
        assertEquals(-3, view.integer("alpha", -10, 0));
        assertEquals(Long.MIN_VALUE, view.longInteger("seed"));
        assertEquals(2, view.number("whole"));
        assertEquals(-3, view.number("alpha"));
        assertTrue(view.flag("flag"));
        assertFalse(view.has("none"));
        assertEquals(List.of(1, 28, 28), view.integers("shape"));
        assertArrayEquals(new double[]{1, 28, 28}, view.numbers("shape"));
        assertEquals(List.of(), view.strings("empty"));
        assertEquals(0, view.object("inner").values().size());
        final List<ManifestView> history = view.objects("history");
        assertEquals(151.25, history.get(0).number("loss"));
        assertTrue(Double.isNaN(history.get(1).number("loss")), "JSON has no NaN, so it is a string there");

        final String start = "The manifest of '" + file + "' must give ";
        assertEquals(start + "a string as 'nothing', but there is none.", message(() -> view.string("nothing")));
        assertEquals(start + "a whole number as 'rate', but has 1.0E-4.", message(() -> view.longInteger("rate")));
        assertEquals(start + "a whole number from 0 to 5 as 'alpha', but has -3.",
            message(() -> view.integer("alpha", 0, 5)));
        assertEquals(start + "a number as 'flag', but has true.", message(() -> view.number("flag")));
        assertEquals(start + "an object as 'shape[0]', but has 1.", message(() -> view.objects("shape")));
        assertEquals(start + "a string as 'shape[0]', but has 1.", message(() -> view.strings("shape")));
        assertEquals(start + "true or false as 'history[1].epoch', but has 2.",
            message(() -> history.get(1).flag("epoch")));
        assertEquals(start + "a list of whole numbers as 'none', but there is none.",
            message(() -> view.integers("none")));
    }

    private static String message(final org.junit.jupiter.api.function.Executable work) {
        return assertThrows(IOException.class, work).getMessage();
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        final byte[] first = Files.readAllBytes(write(manifest(), tensors()));
        final TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertArrayEquals(first, Files.readAllBytes(write(manifest(), tensors())));
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void mapsWithoutAnOrderAreWrittenByKey() throws IOException {
        final Map<String, Object> one = new HashMap<>();
        final Map<String, Object> other = new HashMap<>(1 << 12);
        for (int i = 0; i < 50; i++) {
            one.put("key" + i, i);
            other.put("key" + (49 - i), 49 - i);
        }
        final byte[] bytes = Files.readAllBytes(write(one, tensors()));
        assertArrayEquals(bytes, Files.readAllBytes(write(other, tensors())));
    }

    @Test
    void theWeightsAreLittleEndianFloats() throws IOException {
        final Path file = write(manifest(), tensors());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            final byte[] bytes = zip.getInputStream(zip.getEntry("weights/b.f32")).readAllBytes();
            final ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(12, bytes.length);
            assertEquals(Float.MIN_VALUE, floats.getFloat(4));
            assertEquals(Float.MAX_VALUE, floats.getFloat(8));
            final String json = new String(zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(),
                StandardCharsets.UTF_8);
            assertTrue(json.startsWith("{\n \"format\": \"latentlab-model\",\n \"formatVersion\": 1,\n"
                + " \"kind\": \"vae\","), json);
        }
    }

    @Test
    void anOlderModelIsReplaced() throws IOException {
        write(manifest(), tensors());
        final Path file = write(Map.of("new", 1), List.of());
        assertEquals(Map.of("new", 1L), ModelArchive.read(file, "vae").manifest());
        assertEquals(1, files().size());
    }

    @Test
    void weightsThatAreNotFiniteAreNotWritten() throws IOException {
        final Path file = write(manifest(), tensors());
        final byte[] before = Files.readAllBytes(file);
        for (final float bad : new float[]{Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            final String message = assertThrows(EngineException.class, () -> write(manifest(),
                List.of(new Tensor("w", new int[]{2}, new float[]{1, bad})))).getMessage();
            assertTrue(message.contains("value 1 of 'w' is " + bad), message);
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(1, files().size());
    }

    @Test
    void whatJsonCannotHoldIsRefusedBeforeAnythingIsWritten() throws IOException {
        final String object = assertThrows(IllegalArgumentException.class,
            () -> write(Map.of("a", List.of(new Object())), List.of())).getMessage();
        assertTrue(object.contains("java.lang.Object") && object.contains("manifest.model.a[0]"), object);
        assertThrows(IllegalArgumentException.class, () -> write(Map.of("a", Map.of(1, 2)), List.of()));
        assertThrows(IllegalArgumentException.class,
            () -> ModelArchive.write(m_directory.resolve("m"), " ", Map.of(), List.of()));
        final Tensor tensor = new Tensor("w", new int[]{1}, new float[1]);
        assertThrows(IllegalArgumentException.class, () -> write(Map.of(), List.of(tensor, tensor)));
        assertEquals(List.of(), files());
    }

    @Test
    void tensorsAreChecked() {
        for (final String name : new String[]{"", ".", "..", "a/b", "../a", "a\\b", "ä", "a b", "x".repeat(101)}) {
            assertThrows(IllegalArgumentException.class, () -> new Tensor(name, new int[]{1}, new float[1]), name);
        }
        assertThrows(IllegalArgumentException.class, () -> new Tensor("a", new int[]{2, 3}, new float[5]));
        assertThrows(IllegalArgumentException.class, () -> new Tensor("a", new int[]{0}, new float[0]));
        assertThrows(IllegalArgumentException.class, () -> new Tensor("a", new int[]{-1, -1}, new float[1]));
        assertThrows(IllegalArgumentException.class,
            () -> new Tensor("a", new int[]{1 << 16, 1 << 16, 1 << 16, 1 << 16}, new float[0]));
    }

    @Test
    void aLargeHistoryIsNoTrouble() throws IOException {
        final List<Object> history = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            history.add(Arrays.asList(i, i / 3.0, null));
        }
        final ModelArchive read = ModelArchive.read(write(Map.of("history", history), List.of()), "vae");
        assertEquals(Arrays.asList(19_999L, 19_999 / 3.0, null), ((List<?>)read.manifest().get("history")).get(19_999));
    }
}
