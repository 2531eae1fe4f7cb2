package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.swing.tree.TreeNode;

import org.knime.core.node.InvalidSettingsException;

/** A settings tree in memory: entries in the order in which they were added, and its XML form. */
public abstract class ConfigBase extends AbstractConfigEntry implements ConfigBaseRO, ConfigBaseWO {

    private static final long serialVersionUID = 1L;

    private final Map<String, AbstractConfigEntry> m_entries = new LinkedHashMap<>();

    public ConfigBase(final String key) {
        super(EntryType.config, key);
    }

    /** @return a new empty tree of this tree's class */
    public abstract ConfigBase getInstance(String key);

    protected void put(final AbstractConfigEntry entry) {
        entry.setParent(this);
        m_entries.put(entry.getKey(), entry);
    }

    protected AbstractConfigEntry get(final String key) {
        return m_entries.get(key);
    }

    private boolean has(final EntryType type, final String key) {
        final var entry = m_entries.get(key);
        return entry != null && entry.type() == type;
    }

    private String text(final EntryType type, final String key) throws InvalidSettingsException {
        if (!has(type, key)) {
            throw new InvalidSettingsException(type.word() + " for key \"" + key + "\" not found.");
        }
        return m_entries.get(key).toStringValue();
    }

    private String textOr(final EntryType type, final String key, final String def) {
        return has(type, key) ? m_entries.get(key).toStringValue() : def;
    }

    @Override
    public final ConfigBase addConfigBase(final String key) {
        final var config = getInstance(key);
        put(config);
        return config;
    }

    @Override
    public final ConfigBase getConfigBase(final String key) throws InvalidSettingsException {
        if (!has(EntryType.config, key)) {
            throw new InvalidSettingsException("ConfigBase for key \"" + key + "\" not found.");
        }
        return (ConfigBase)m_entries.get(key);
    }

    public final AbstractConfigEntry removeConfig(final String key) {
        return m_entries.remove(key);
    }

    @Override
    public void addInt(final String key, final int value) {
        put(new ValueEntry(EntryType.xint, key, String.valueOf(value)));
    }

    @Override
    public int getInt(final String key) throws InvalidSettingsException {
        return Integer.parseInt(text(EntryType.xint, key));
    }

    @Override
    public int getInt(final String key, final int def) {
        return Integer.parseInt(textOr(EntryType.xint, key, String.valueOf(def)));
    }

    @Override
    public void addIntArray(final String key, final int... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public int[] getIntArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, int[].class);
    }

    @Override
    public int[] getIntArray(final String key, final int... def) {
        return ConfigArrays.getOr(this, key, int[].class, def);
    }

    @Override
    public void addDouble(final String key, final double value) {
        put(new ValueEntry(EntryType.xdouble, key, String.valueOf(value)));
    }

    @Override
    public double getDouble(final String key) throws InvalidSettingsException {
        return Double.parseDouble(text(EntryType.xdouble, key));
    }

    @Override
    public double getDouble(final String key, final double def) {
        return Double.parseDouble(textOr(EntryType.xdouble, key, String.valueOf(def)));
    }

    @Override
    public void addDoubleArray(final String key, final double... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public double[] getDoubleArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, double[].class);
    }

    @Override
    public double[] getDoubleArray(final String key, final double... def) {
        return ConfigArrays.getOr(this, key, double[].class, def);
    }

    @Override
    public void addFloat(final String key, final float value) {
        put(new ValueEntry(EntryType.xfloat, key, String.valueOf(value)));
    }

    @Override
    public float getFloat(final String key) throws InvalidSettingsException {
        return Float.parseFloat(text(EntryType.xfloat, key));
    }

    @Override
    public float getFloat(final String key, final float def) {
        return Float.parseFloat(textOr(EntryType.xfloat, key, String.valueOf(def)));
    }

    @Override
    public void addFloatArray(final String key, final float... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public float[] getFloatArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, float[].class);
    }

    @Override
    public float[] getFloatArray(final String key, final float... def) {
        return ConfigArrays.getOr(this, key, float[].class, def);
    }

    @Override
    public void addChar(final String key, final char value) {
        put(new ValueEntry(EntryType.xchar, key, String.valueOf(value)));
    }

    @Override
    public char getChar(final String key) throws InvalidSettingsException {
        return text(EntryType.xchar, key).charAt(0);
    }

    @Override
    public char getChar(final String key, final char def) {
        return textOr(EntryType.xchar, key, String.valueOf(def)).charAt(0);
    }

    @Override
    public void addShort(final String key, final short value) {
        put(new ValueEntry(EntryType.xshort, key, String.valueOf(value)));
    }

    @Override
    public short getShort(final String key) throws InvalidSettingsException {
        return Short.parseShort(text(EntryType.xshort, key));
    }

    @Override
    public short getShort(final String key, final short def) {
        return Short.parseShort(textOr(EntryType.xshort, key, String.valueOf(def)));
    }

    @Override
    public void addLong(final String key, final long value) {
        put(new ValueEntry(EntryType.xlong, key, String.valueOf(value)));
    }

    @Override
    public long getLong(final String key) throws InvalidSettingsException {
        return Long.parseLong(text(EntryType.xlong, key));
    }

    @Override
    public long getLong(final String key, final long def) {
        return Long.parseLong(textOr(EntryType.xlong, key, String.valueOf(def)));
    }

    @Override
    public void addLongArray(final String key, final long... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public long[] getLongArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, long[].class);
    }

    @Override
    public long[] getLongArray(final String key, final long... def) {
        return ConfigArrays.getOr(this, key, long[].class, def);
    }

    @Override
    public void addByte(final String key, final byte value) {
        put(new ValueEntry(EntryType.xbyte, key, String.valueOf(value)));
    }

    @Override
    public byte getByte(final String key) throws InvalidSettingsException {
        return Byte.parseByte(text(EntryType.xbyte, key));
    }

    @Override
    public byte getByte(final String key, final byte def) {
        return Byte.parseByte(textOr(EntryType.xbyte, key, String.valueOf(def)));
    }

    @Override
    public void addByteArray(final String key, final byte... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public byte[] getByteArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, byte[].class);
    }

    @Override
    public byte[] getByteArray(final String key, final byte... def) {
        return ConfigArrays.getOr(this, key, byte[].class, def);
    }

    @Override
    public void addBoolean(final String key, final boolean value) {
        put(new ValueEntry(EntryType.xboolean, key, String.valueOf(value)));
    }

    @Override
    public boolean getBoolean(final String key) throws InvalidSettingsException {
        return Boolean.parseBoolean(text(EntryType.xboolean, key));
    }

    @Override
    public boolean getBoolean(final String key, final boolean def) {
        return Boolean.parseBoolean(textOr(EntryType.xboolean, key, String.valueOf(def)));
    }

    @Override
    public void addBooleanArray(final String key, final boolean... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public boolean[] getBooleanArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, boolean[].class);
    }

    @Override
    public boolean[] getBooleanArray(final String key, final boolean... def) {
        return ConfigArrays.getOr(this, key, boolean[].class, def);
    }

    @Override
    public void addString(final String key, final String value) {
        put(new ValueEntry(EntryType.xstring, key, value));
    }

    @Override
    public String getString(final String key) throws InvalidSettingsException {
        return text(EntryType.xstring, key);
    }

    @Override
    public String getString(final String key, final String def) {
        return textOr(EntryType.xstring, key, def);
    }

    @Override
    public void addStringArray(final String key, final String... values) {
        ConfigArrays.add(this, key, values);
    }

    @Override
    public String[] getStringArray(final String key) throws InvalidSettingsException {
        return ConfigArrays.get(this, key, String[].class);
    }

    @Override
    public String[] getStringArray(final String key, final String... def) {
        return ConfigArrays.getOr(this, key, String[].class, def);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(m_entries.keySet());
    }

    @Override
    public boolean containsKey(final String key) {
        return m_entries.containsKey(key);
    }

    public AbstractConfigEntry getEntry(final String key) {
        return m_entries.get(key);
    }

    public void addEntry(final AbstractConfigEntry entry) {
        put(entry);
    }

    @Override
    public final Iterator<String> iterator() {
        return keySet().iterator();
    }

    @Override
    public final String toStringValue() {
        return getKey();
    }

    @Override
    boolean hasSameValue(final AbstractConfigEntry other) {
        return m_entries.equals(((ConfigBase)other).m_entries);
    }

    /** Writes the XML form in UTF-8 and closes the stream, as KNIME does. */
    @Override
    public final void saveToXML(final OutputStream out) throws IOException {
        ConfigXml.write(this, out);
    }

    /** Adds what the XML form holds; closes the stream. */
    public void load(final InputStream in) throws IOException {
        ConfigXml.read(this, in);
    }

    @Override
    public void copyTo(final ConfigBaseWO target) {
        ConfigXml.copy(this, (ConfigBase)target);
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return List.copyOf(m_entries.values()).get(index);
    }

    @Override
    public int getChildCount() {
        return m_entries.size();
    }

    @Override
    public int getIndex(final TreeNode node) {
        return List.copyOf(m_entries.values()).indexOf(node);
    }

    @Override
    public final boolean isLeaf() {
        return false;
    }

    @Override
    public final Enumeration<TreeNode> children() {
        return Collections.enumeration(List.<TreeNode> copyOf(m_entries.values()));
    }

    @Override
    public void addTransientString(final String key, final String value) {
        put(new ValueEntry(EntryType.xtransientstring, key, value));
    }

    @Override
    public String getTransientString(final String key) {
        return textOr(EntryType.xtransientstring, key, null);
    }
}
