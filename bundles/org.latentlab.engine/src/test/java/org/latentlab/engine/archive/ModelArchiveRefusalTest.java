package org.latentlab.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are not what LatentLab writes, each made by hand. */
class ModelArchiveRefusalTest {

    private static final String MANIFEST = "{\"format\": \"latentlab-model\", \"formatVersion\": 1, \"kind\": \"vae\", "
        + "\"tensors\": [{\"name\": \"w\", \"shape\": [2, 3]}], \"model\": {\"a\": 1}}";

    @TempDir
    private Path m_directory;
    private Path m_file;
    private Map<String, byte[]> m_entries;

    @BeforeEach
    void wholeModel() {
        m_file = m_directory.resolve("model.zip");
        m_entries = new LinkedHashMap<>();
        m_entries.put("manifest.json", utf8(MANIFEST));
        m_entries.put("weights/w.f32", new byte[24]);
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] zip() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (final Map.Entry<String, byte[]> entry : m_entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private String refusal(final byte[] file) throws IOException {
        Files.write(m_file, file);
        final String message =
            assertThrows(IOException.class, () -> ModelArchive.read(m_file, "vae")).getMessage();
        assertTrue(message.contains("'" + m_file + "'"), message);
        return message;
    }

    private void assertRefused(final String expected) throws IOException {
        final String message = refusal(zip());
        assertTrue(message.contains(expected), message);
    }

    private void manifest(final String from, final String to) {
        assertTrue(MANIFEST.contains(from));
        m_entries.put("manifest.json", utf8(MANIFEST.replace(from, to)));
    }

    @Test
    void theModelMadeByHandIsAccepted() throws IOException {
        Files.write(m_file, zip());
        final ModelArchive read = ModelArchive.read(m_file, "vae");
        assertEquals(Map.of("a", 1L), read.manifest());
        assertEquals(new Tensor("w", new int[]{2, 3}, new float[6]), read.tensors().get("w"));
    }

    @Test
    void noFileAndADirectory() {
        final Path missing = m_directory.resolve("missing");
        assertEquals("There is no model file '" + missing + "'.",
            assertThrows(IOException.class, () -> ModelArchive.read(missing, "vae")).getMessage());
        assertEquals("There is no model file '" + m_directory + "': this is a directory.",
            assertThrows(IOException.class, () -> ModelArchive.read(m_directory, "vae")).getMessage());
    }

    @Test
    void noZip() throws IOException {
        assertTrue(refusal(new byte[0]).contains("cannot be read as a zip archive"));
        assertTrue(refusal(utf8("certainly no archive")).contains("cannot be read as a zip archive"));
    }

    @Test
    void cutOffAtEveryLength() throws IOException {
        final byte[] whole = zip();
        for (int length = 0; length < whole.length; length++) {
            refusal(Arrays.copyOf(whole, length));
        }
    }

    /** No change of a bit may give other weights or another manifest without being noticed; one bit of each byte. */
    @Test
    void aChangedBitIsRefusedOrWithoutEffect() throws IOException {
        m_entries.put("weights/w.f32", ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2)
            .putFloat(3).putFloat(4).putFloat(5).putFloat(6).array());
        final byte[] whole = zip();
        Files.write(m_file, whole);
        final ModelArchive model = ModelArchive.read(m_file, "vae");
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            final byte[] changed = whole.clone();
            changed[i] ^= (byte)(1 << i * 5 % 8);
            Files.write(m_file, changed);
            try {
                final ModelArchive read = ModelArchive.read(m_file, "vae");
                assertEquals(model, read, "byte " + i);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains(m_file.toString()), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > whole.length / 2, refused + " of " + whole.length);
    }

    @Test
    void noManifest() throws IOException {
        m_entries.remove("manifest.json");
        assertRefused("it has no manifest.json");
        m_entries.clear();
        assertRefused("it has no manifest.json");
    }

    @Test
    void aManifestThatIsNoJson() throws IOException {
        for (final String text : new String[]{"", "{", "[]", "{\"a\": 1} x", "{'a': 1}", "{\"a\": NaN}",
            "{\"a\": 1, \"a\": 2}", "{\"a\": 1e999}", "[".repeat(100_000)}) {
            m_entries.put("manifest.json", utf8(text));
            assertRefused("its manifest is no JSON");
        }
        m_entries.put("manifest.json", new byte[]{'{', (byte)0xff, '}'});
        assertRefused("its manifest is not UTF-8 text");
    }

    @Test
    void anotherFormatVersionOrKind() throws IOException {
        manifest("latentlab-model", "other");
        assertRefused("does not say that this is a LatentLab model");
        manifest("\"formatVersion\": 1", "\"formatVersion\": 2");
        assertRefused("it has format version 2, but this LatentLab reads version 1; it was written by a newer");
        manifest("\"formatVersion\": 1", "\"formatVersion\": 0");
        assertRefused("it has format version 0, but this LatentLab reads version 1.");
        manifest("\"formatVersion\": 1", "\"formatVersion\": \"1\"");
        assertRefused("must give a whole number as 'formatVersion'");
        manifest("\"vae\"", "\"classifier\"");
        assertRefused("it holds a model of the kind 'classifier', but 'vae' is needed here");
        manifest("\"kind\": \"vae\", ", "");
        assertRefused("must give a string as 'kind', but there is none");
        manifest(", \"model\": {\"a\": 1}", "");
        assertRefused("must give an object as 'model', but there is none");
    }

    @Test
    void entriesMissingOrTooMany() throws IOException {
        m_entries.put("weights/v.f32", new byte[4]);
        assertRefused("it holds 'weights/v.f32', which its manifest does not list");
        m_entries.remove("weights/v.f32");
        m_entries.put("readme.txt", new byte[4]);
        assertRefused("it holds 'readme.txt', which its manifest does not list");
        m_entries.remove("readme.txt");
        m_entries.remove("weights/w.f32");
        assertRefused("the weights 'weights/w.f32' are missing");
    }

    @Test
    void weightsOfAnotherSize() throws IOException {
        for (final int length : new int[]{0, 23, 25, 1000}) {
            m_entries.put("weights/w.f32", new byte[length]);
            assertRefused("its entry 'weights/w.f32' has " + length + " bytes where 24 are declared");
        }
    }

    @Test
    void shapesThatCannotBe() throws IOException {
        manifest("[2, 3]", "[2, 0]");
        assertRefused("a tensor 'w' of shape [2, 0], which cannot be");
        manifest("[2, 3]", "[2, -3]");
        assertRefused("which cannot be");
        manifest("[2, 3]", "[65536, 65536, 65536, 65536]");
        assertRefused("which cannot be");
        manifest("[2, 3]", "[2, 3.5]");
        assertRefused("must give a whole number as 'tensors[0].shape[1]', but has 3.5");
        manifest("[2, 3]", "[99999999999]");
        assertRefused("must give a whole number as 'tensors[0].shape[0]'");
        manifest("{\"name\": \"w\", \"shape\": [2, 3]}",
            "{\"name\": \"w\", \"shape\": [2, 3]}, {\"name\": \"w\", \"shape\": [2, 3]}");
        assertRefused("lists the tensor 'w' twice");
    }

    @Test
    void weightsMoreThanTheFileCanHold() throws IOException {
        manifest("[2, 3]", "[20000, 20000]");
        assertRefused("promises 1600000000 bytes of weights, which a file of ");
    }

    @Test
    void entriesThatLeaveTheArchive() throws IOException {
        for (final String name : new String[]{"../w.f32", "weights/../../w.f32", "/etc/w.f32", "C:/w.f32",
            "weights\\..\\..\\w.f32"}) {
            m_entries.put(name, new byte[24]);
            assertRefused("its entry '" + name + "' points out of the archive");
            m_entries.remove(name);
        }
        manifest("\"name\": \"w\"", "\"name\": \"../w\"");
        m_entries.put("weights/../w.f32", new byte[24]);
        m_entries.remove("weights/w.f32");
        assertRefused("points out of the archive");
        manifest("\"name\": \"w\"", "\"name\": \"a/w\"");
        m_entries.remove("weights/../w.f32");
        m_entries.put("weights/a/w.f32", new byte[24]);
        assertRefused("a tensor 'a/w' of shape [2, 3], which cannot be");
    }

    @Test
    void entriesThereTwice() throws IOException {
        m_entries.put("weights/v.f32", new byte[24]);
        final byte[] file = zip();
        // Java writes no duplicates: rename one entry in both of its headers.
        final byte[] from = utf8("weights/v.f32");
        int renamed = 0;
        for (int i = 0; i + from.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + from.length, from, 0, from.length)) {
                file[i + 8] = 'w';
                renamed++;
            }
        }
        assertEquals(2, renamed);
        final String message = refusal(file);
        assertTrue(message.contains("its entry 'weights/w.f32' is there twice"), message);
    }

    /** The directory says 24 bytes, as the manifest does; what is packed is 50 million. */
    @Test
    void aZipBombStopsAtItsDeclaredSize() throws IOException {
        m_entries.put("weights/w.f32", new byte[50_000_000]);
        final byte[] file = zip();
        assertTrue(file.length < 100_000);
        final byte[] size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(50_000_000).array();
        int changed = 0;
        for (int i = 0; i + 4 <= file.length; i++) {
            if (Arrays.equals(file, i, i + 4, size, 0, 4)) {
                file[i] = 24;
                file[i + 1] = 0;
                file[i + 2] = 0;
                file[i + 3] = 0;
                changed++;
            }
        }
        assertEquals(2, changed, "in the directory and behind the data");
        final String message = refusal(file);
        assertTrue(message.contains("unpacks beyond its declared 24 bytes"), message);
    }

    @Test
    void aManifestThatClaimsToBeHuge() throws IOException {
        final byte[] manifest = Arrays.copyOf(utf8(MANIFEST), ModelArchiveReader.MAX_MANIFEST + 1);
        Arrays.fill(manifest, MANIFEST.length(), manifest.length, (byte)' ');
        m_entries.put("manifest.json", manifest);
        assertRefused("its manifest claims 67108865 bytes; at most 67108864 are allowed");
    }

    @Test
    void weightsThatAreNotFinite() throws IOException {
        for (final float bad : new float[]{Float.NaN, Float.NEGATIVE_INFINITY}) {
            final byte[] weights = new byte[24];
            ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).putFloat(20, bad);
            m_entries.put("weights/w.f32", weights);
            assertRefused("value 5 of its weights 'w' is " + bad);
        }
    }

    @Test
    void aFileOfAnotherProgram() throws IOException {
        final ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (OutputStream out = new ZipOutputStream(jar)) {
            ((ZipOutputStream)out).putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write(utf8("Manifest-Version: 1.0\n"));
        }
        assertTrue(refusal(jar.toByteArray()).contains("it has no manifest.json"));
        assertEquals(List.of("model.zip"), List.of(m_directory.toFile().list()), "reading leaves nothing behind");
    }
}
