"""Memory for arrays that compiled code makes: Python's own, which may be asked for without holding its lock.

A piece begins with the head that compiled code knows: holders, destructor and its two words, then where the numbers are
and how many bytes they take. Kept code brings these functions along, so that it runs where Numba is not loaded.
"""

from ctypes import c_size_t, c_void_p, cast, pythonapi

HEAD, DATA, SIZE = 48, 24, 32  # bytes of the head; where in it the address of the numbers and their bytes lie

TAKE, GIVE_BACK = "PyMem_RawMalloc", "PyMem_RawFree"

MEMORY = f"""
declare ptr @{TAKE}(i64)
declare void @{GIVE_BACK}(ptr)

define linkonce_odr ptr @NRT_MemInfo_alloc_aligned(i64 %size, i32 %align) {{
  %wide = zext i32 %align to i64
  %headed = add i64 %size, {HEAD}
  %whole = add i64 %headed, %wide
  %head = call ptr @{TAKE}(i64 %whole)
  %none = icmp eq ptr %head, null
  br i1 %none, label %done, label %take
take:
  call void @llvm.memset.p0.i64(ptr %head, i8 0, i64 {HEAD}, i1 false)
  store i64 1, ptr %head
  %begin = ptrtoint ptr %head to i64
  %after = add i64 %begin, {HEAD - 1}
  %last = add i64 %after, %wide
  %mask = sub i64 0, %wide
  %data = and i64 %last, %mask
  %data_place = getelementptr i8, ptr %head, i64 {DATA}
  store i64 %data, ptr %data_place
  %size_place = getelementptr i8, ptr %head, i64 {SIZE}
  store i64 %size, ptr %size_place
  br label %done
done:
  ret ptr %head
}}

declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)

define linkonce_odr void @NRT_MemInfo_call_dtor(ptr %head) {{
  call void @{GIVE_BACK}(ptr %head)
  ret void
}}
"""


def functions() -> dict[str, int]:
    """Return the addresses of what kept code calls for memory."""
    return {name: cast(getattr(pythonapi, name), c_void_p).value or 0 for name in (TAKE, GIVE_BACK)}


def let_go(head: int) -> None:
    """Hold a piece no longer; the last holder gives it back."""
    holders = c_size_t.from_address(head)
    holders.value -= 1
    if holders.value == 0:
        _give_back(head)


_give_back = pythonapi.PyMem_RawFree
_give_back.argtypes, _give_back.restype = [c_void_p], None
