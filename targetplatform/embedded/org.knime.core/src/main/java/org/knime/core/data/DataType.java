package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column: that of a cell class, with an element type for collections, or only the values that several
 * such types have in common.
 */
public final class DataType {

    private static final String CELL_CLASS = "cell_class";

    private static final String ELEMENT_TYPE = "collection_element_type";

    private static final String VALUE_CLASSES = "value_classes";

    private static final DataCell MISSING = new MissingCell(null);

    private static final Map<Object, DataType> TYPES = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> m_cellClass;

    private final DataType m_elementType;

    private final List<Class<? extends DataValue>> m_valueClasses;

    private DataType(final Class<? extends DataCell> cellClass, final DataType elementType,
        final List<Class<? extends DataValue>> valueClasses) {
        m_cellClass = cellClass;
        m_elementType = elementType;
        m_valueClasses = valueClasses;
    }

    /** @return the one cell that stands for a missing value without a reason */
    public static DataCell getMissingCell() {
        return MISSING;
    }

    public static DataType getType(final Class<? extends DataCell> cellClass) {
        return getType(cellClass, null);
    }

    /** @param elementType the type of the elements of a collection, null for all other cells */
    public static DataType getType(final Class<? extends DataCell> cellClass, final DataType elementType) {
        final boolean collection = CollectionDataValue.class.isAssignableFrom(cellClass);
        if (collection != (elementType != null)) {
            throw new IllegalArgumentException(cellClass.getName() + (collection
                ? " is a collection and needs an element type." : " is no collection and has no element type."));
        }
        return TYPES.computeIfAbsent(elementType == null ? cellClass : List.of(cellClass, elementType),
            k -> new DataType(cellClass, elementType, valueClassesOf(cellClass)));
    }

    static DataType of(final DataCell cell) {
        return cell instanceof CollectionDataValue collection ? getType(cell.getClass(), collection.getElementType())
            : getType(cell.getClass());
    }

    private static List<Class<? extends DataValue>> valueClassesOf(final Class<?> cellClass) {
        final Set<Class<? extends DataValue>> result = new LinkedHashSet<>();
        for (Class<?> c = cellClass; c != null; c = c.getSuperclass()) {
            collect(c, result);
        }
        return List.copyOf(result);
    }

    private static void collect(final Class<?> type, final Set<Class<? extends DataValue>> result) {
        for (final var i : type.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(i)) {
                result.add(i.asSubclass(DataValue.class));
            }
            collect(i, result);
        }
    }

    /** @return the most special type that both types' cells comply with */
    public static DataType getCommonSuperType(final DataType a, final DataType b) {
        if (a.isMissingValueType()) {
            return b;
        }
        if (b.isMissingValueType() || a.isASuperTypeOf(b)) {
            return a;
        }
        if (b.isASuperTypeOf(a)) {
            return b;
        }
        final var common = new ArrayList<>(a.m_valueClasses);
        common.retainAll(b.m_valueClasses);
        final boolean collection = common.contains(CollectionDataValue.class);
        return new DataType(null, collection ? getCommonSuperType(a.m_elementType, b.m_elementType) : null,
            List.copyOf(common));
    }

    public boolean isMissingValueType() {
        return m_cellClass == MissingCell.class;
    }

    /** @return the type of a collection's elements, null for all other types */
    public DataType getCollectionElementType() {
        return m_elementType;
    }

    public boolean isCollectionType() {
        return m_elementType != null;
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        return m_valueClasses;
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return m_valueClasses.isEmpty() ? DataValue.class : m_valueClasses.get(0);
    }

    /** @return the cell class, null where the type is only what several types have in common */
    public Class<? extends DataCell> getCellClass() {
        return m_cellClass;
    }

    /** @return whether cells of this type can be read through the value interface; missing cells through each */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || m_valueClasses.stream().anyMatch(valueClass::isAssignableFrom);
    }

    /** @return whether cells of the other type may stand in a column of this one */
    public boolean isASuperTypeOf(final DataType other) {
        if (other == this || other.isMissingValueType()) {
            return true;
        }
        return m_valueClasses.stream().allMatch(other::isCompatible)
            && (m_elementType == null || m_elementType.isASuperTypeOf(other.m_elementType));
    }

    /** @return how cells of this type are ordered: numbers by value, all others by their text */
    public DataValueComparator getComparator() {
        return DataTypes.comparator(this);
    }

    public String getName() {
        return DataTypes.name(this);
    }

    public String toPrettyString() {
        return toString();
    }

    public String getIdentifier() {
        return (m_cellClass == null ? m_valueClasses.toString() : m_cellClass.getName())
            + (m_elementType == null ? "" : "<" + m_elementType.getIdentifier() + ">");
    }

    @Override
    public String toString() {
        return getName() + (m_elementType == null ? "" : " (Collection of: " + m_elementType + ")");
    }

    @Override
    public boolean equals(final Object other) {
        return this == other || other instanceof DataType type && m_cellClass == type.m_cellClass
            && Objects.equals(m_elementType, type.m_elementType)
            && Set.copyOf(m_valueClasses).equals(Set.copyOf(type.m_valueClasses));
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_cellClass, m_elementType, Set.copyOf(m_valueClasses));
    }

    public void save(final ConfigWO config) {
        if (m_elementType != null) {
            m_elementType.save(config.addConfig(ELEMENT_TYPE));
        }
        config.addString(CELL_CLASS, m_cellClass == null ? null : m_cellClass.getName());
        if (m_cellClass == null) {
            config.addBoolean("has_pref_value_class", true);
            config.addStringArray(VALUE_CLASSES,
                m_valueClasses.stream().map(Class::getName).toArray(String[]::new));
        }
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        final var elementType = config.containsKey(ELEMENT_TYPE) ? load(config.getConfig(ELEMENT_TYPE)) : null;
        final var cellClass = config.getString(CELL_CLASS);
        if (cellClass != null) {
            return getType(DataTypes.loadClass(cellClass, DataCell.class), elementType);
        }
        final var valueClasses = new ArrayList<Class<? extends DataValue>>();
        for (final var name : config.getStringArray(VALUE_CLASSES)) {
            valueClasses.add(DataTypes.loadClass(name, DataValue.class));
        }
        return new DataType(null, elementType, List.copyOf(valueClasses));
    }
}
